package io.customersegment.personalize;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/** Checks that the class path contains what the SDK looks up at run time to assume the role of a Kubernetes service account. */
class WebIdentityTest {

    @RegisterExtension
    static final WireMockExtension TOKEN_SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @TempDir
    private Path directory = Path.of("unset");

    private Map<String, String> properties = Map.of();

    @AfterEach
    void forget() {
        properties.keySet().forEach(System::clearProperty);
    }

    @Test
    void shouldTakeTheRoleOfAServiceAccount() throws IOException {
        properties = Map.of(
                "aws.region",
                "us-east-1",
                "aws.endpointUrlSts",
                TOKEN_SERVICE.baseUrl(),
                "aws.roleArn",
                "arn:aws:iam::000000000000:role/customer-segment",
                "aws.webIdentityTokenFile",
                Files.writeString(directory.resolve("token"), "a.service.account")
                        .toString());
        properties.forEach(System::setProperty);
        TOKEN_SERVICE.stubFor(post(urlEqualTo("/")).willReturn(okXml("""
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <Credentials>
                      <AccessKeyId>AKID</AccessKeyId>
                      <SecretAccessKey>secret</SecretAccessKey>
                      <SessionToken>session</SessionToken>
                      <Expiration>2100-01-01T00:00:00Z</Expiration>
                    </Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>
                """)));

        AwsCredentials credentials;
        try (WebIdentityTokenFileCredentialsProvider provider = WebIdentityTokenFileCredentialsProvider.create()) {
            credentials = provider.resolveCredentials();
        }

        assertThat(credentials.accessKeyId()).isEqualTo("AKID");
        TOKEN_SERVICE.verify(
                postRequestedFor(urlEqualTo("/")).withRequestBody(containing("WebIdentityToken=a.service.account")));
    }
}
