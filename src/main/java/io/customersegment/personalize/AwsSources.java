package io.customersegment.personalize;

import io.customersegment.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Finds where region and credentials come from, in the order of the SDK's own chains, which do not report which link had them. */
public final class AwsSources {

    private AwsSources() {}

    /** A region and its origin. */
    public record FoundRegion(String region, String where) {}

    /** Returns the region of the calls, null if there is none; may query the network for it. */
    public static @Nullable FoundRegion region(Settings.Personalize settings) {
        if (!settings.region().isEmpty()) {
            return new FoundRegion(settings.region(), "personalize.region");
        }
        if (ClientSetup.standIn(settings)) {
            return new FoundRegion(Region.US_EAST_1.id(), "the default of the emulator");
        }
        Map<String, AwsRegionProvider> providers = new LinkedHashMap<>();
        providers.put("system property aws.region or AWS_REGION", new SystemSettingsRegionProvider());
        providers.put("AWS profile", new AwsProfileRegionProvider());
        providers.put("instance metadata", new InstanceProfileRegionProvider());
        for (Map.Entry<String, AwsRegionProvider> provider : providers.entrySet()) {
            try {
                Region region = provider.getValue().getRegion();
                if (region != null) {
                    return new FoundRegion(region.id(), provider.getKey());
                }
            } catch (SdkClientException nothing) {
                // the next one may have it
            }
        }
        return null;
    }

    /** Returns which of the SDK's providers has credentials, null if none has; may query the network for them. */
    public static @Nullable String credentials(Settings.Personalize settings) {
        Map<String, AwsCredentialsProvider> providers = new LinkedHashMap<>();
        providers.put("system properties", SystemPropertyCredentialsProvider.create());
        providers.put("environment variables", EnvironmentVariableCredentialsProvider.create());
        if (!ClientSetup.standIn(settings)) {
            providers.put("web identity token file", WebIdentityTokenFileCredentialsProvider.create());
        }
        providers.put("AWS profile", ProfileCredentialsProvider.create());
        if (!ClientSetup.standIn(settings)) {
            providers.put("container", ContainerCredentialsProvider.create());
            providers.put("instance profile", InstanceProfileCredentialsProvider.create());
        }
        String found = null;
        for (Map.Entry<String, AwsCredentialsProvider> provider : providers.entrySet()) {
            if (found == null && has(provider.getValue())) {
                found = provider.getKey();
            }
            if (provider.getValue() instanceof SdkAutoCloseable open) {
                open.close();
            }
        }
        return found == null && ClientSetup.standIn(settings) ? "none, and the emulator needs none" : found;
    }

    private static boolean has(AwsCredentialsProvider provider) {
        try {
            return provider.resolveCredentials() != null;
        } catch (SdkClientException | IllegalStateException nothing) {
            return false;
        }
    }
}
