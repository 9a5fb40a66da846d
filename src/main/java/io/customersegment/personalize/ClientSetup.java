package io.customersegment.personalize;

import io.customersegment.config.JvmProperties;
import io.customersegment.config.Proxy;
import io.customersegment.config.ServiceAddress;
import io.customersegment.config.Settings;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.http.crt.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;

/** The configuration that the clients of the runtime and of the control plane have in common: address, region, credentials and proxy. */
final class ClientSetup {

    private ClientSetup() {}

    /** Whether the settings name an address that replaces the real service. */
    static boolean standIn(Settings.Personalize settings) {
        return !settings.endpoint().isEmpty();
    }

    /** Returns the SDK's default credentials; for a stand-in without configured credentials, a fixed pair that is never checked. */
    static AwsCredentialsProvider credentials(Settings.Personalize settings) {
        return standIn(settings)
                ? credentialsForAStandIn()
                : DefaultCredentialsProvider.builder().build();
    }

    /** Omits the SDK's search in the network, which takes seconds. */
    private static AwsCredentialsProvider credentialsForAStandIn() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                SystemPropertyCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    /**
     * Builds the client for the settings' address and region.
     *
     * @param service the name of the service in the SDK's own variables, AWS_ENDPOINT_URL_...
     * @param ownAddress whether the address in such a variable takes precedence over that of the settings
     * @throws IllegalStateException if no region can be found, the environment or profile specifies an address that cannot be called,
     *     or the client's native library cannot be loaded
     */
    static <B extends AwsClientBuilder<B, C>, C extends SdkClient> C built(
            B builder, Settings.Personalize settings, String service, boolean ownAddress) {
        if (standIn(settings)) {
            builder.region(Region.US_EAST_1);
            if (!ownAddress) {
                builder.endpointOverride(URI.create(settings.endpoint()));
            }
        }
        if (!settings.region().isEmpty()) {
            builder.region(Region.of(settings.region()));
        }
        C client;
        try {
            client = builder.build();
        } catch (SdkClientException noRegion) {
            // Without the cause, whose message describes in a page how each of the SDK's providers failed.
            throw new IllegalStateException(
                    "No AWS region like us-east-1 is known: set personalize.region, AWS_REGION in the environment,"
                            + " or a region in the AWS profile");
        } catch (LinkageError | CrtRuntimeException unloaded) {
            throw new IllegalStateException(
                    "The HTTP client of the AWS SDK cannot load its native library from "
                            + JvmProperties.temporaryFolder()
                            + ": the folder must be writable and allow execution (a mount without noexec);"
                            + " JAVA_OPTS=-D" + JvmProperties.TEMPORARY_FOLDER + "=FOLDER selects another one",
                    unloaded);
        }
        String problem = client.serviceClientConfiguration()
                .endpointOverride()
                .map(address -> ServiceAddress.problem(address.toString()))
                .orElse(null);
        if (problem != null) {
            client.close();
            throw new IllegalStateException("The address that AWS_ENDPOINT_URL_" + service
                    + ", AWS_ENDPOINT_URL or the AWS profile gives for Personalize " + problem);
        }
        return client;
    }

    /**
     * Returns the proxy configuration of the client. The client itself would read the settings for http only, and would use the
     * scheme that selects them for the connection to the proxy as well.
     */
    static ProxyConfiguration configuration(Proxy proxy) {
        ProxyConfiguration.Builder builder =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        if (!proxy.none()) {
            builder.scheme(proxy.tls() ? "https" : "http")
                    .host(proxy.host())
                    .port(proxy.port())
                    .nonProxyHosts(proxy.direct());
        }
        if (!proxy.user().isEmpty()) {
            builder.username(proxy.user()).password(proxy.password());
        }
        return builder.build();
    }
}
