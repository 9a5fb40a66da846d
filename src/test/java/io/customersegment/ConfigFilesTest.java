package io.customersegment;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.customersegment.app.SegmentService;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.topology.StreamsProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka client starts with every file of {@code config/}, given the secrets that the file names. */
class ConfigFilesTest {

    private static final Path FOLDER = Path.of("config");
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    @RegisterExtension
    static final WireMockExtension IDENTITY_PROVIDER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @TempDir
    private Path directory = Path.of("unset");

    @AfterEach
    void forgetWhatIsAllowed() {
        System.clearProperty(ALLOWED);
    }

    @Test
    void shouldBeReadWithoutAWordThatKafkaDoesNotKnow() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".properties")).toList();
        }

        assertThat(files).hasSizeGreaterThan(4).allSatisfy(file -> {
            Settings settings = SettingsReader.read(file, Map.of(), Map.of());
            new StreamsConfig(StreamsProperties.of(settings));
            assertThat(settings.kafka().bootstrapServers()).isNotBlank();
        });
    }

    @Test
    void shouldStartAClientWithACertificateOfItsOwn() throws Exception {
        Certificates certificates = Certificates.in(directory);

        start(
                withKeystore(FOLDER.resolve("tls.properties"), directory),
                Map.of(),
                Map.of(
                        "kafka.ssl.truststore.location",
                                certificates.authority().toString(),
                        "kafka.ssl.keystore.location", certificates.client().toString()));
    }

    @Test
    void shouldStartAClientWithThePasswordOfTheEnvironment() throws Exception {
        Path authority = Certificates.in(directory).authority();

        start(
                FOLDER.resolve("sasl-scram.properties"),
                Map.of(
                        "CUSTOMER_SEGMENT_KAFKA_SASL_JAAS_CONFIG",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"customer-segment\" password=\"secret\";"),
                Map.of("kafka.ssl.truststore.location", authority.toString()));
    }

    @Test
    void shouldFetchATokenWithTheSecretOfTheEnvironment() {
        String url = IDENTITY_PROVIDER.baseUrl() + "/token";
        System.setProperty(ALLOWED, url);
        IDENTITY_PROVIDER.stubFor(post(urlEqualTo("/token")).willReturn(okJson("""
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 3600}""".formatted(token()))));

        start(
                FOLDER.resolve("sasl-oauth.properties"),
                Map.of("CUSTOMER_SEGMENT_KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET", "secret"),
                Map.of("kafka.sasl.oauthbearer.token.endpoint.url", url));

        IDENTITY_PROVIDER.verify(postRequestedFor(urlEqualTo("/token"))
                .withHeader("Authorization", containing(base64("customer-segment:secret")))
                .withRequestBody(containing("grant_type=client_credentials")));
    }

    @Test
    void shouldStartAClientThatAsksAwsWhoItIs() {
        start(FOLDER.resolve("msk-iam.properties"), Map.of(), Map.of());
    }

    /** Loads the classes that the file names, reads its keys and, where that precedes the first connection, logs in. */
    private static void start(Path file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("bootstrap.servers", "localhost:9092");
        Settings settings = SettingsReader.read(file, environment, all);

        try (Admin admin = SegmentService.admin(settings.kafka())) {
            assertThat(admin.metrics()).isNotEmpty();
        }
    }

    /** Returns a copy of the file for mutual TLS, with its commented keystore lines enabled. */
    static Path withKeystore(Path file, Path directory) throws IOException {
        String text = Files.readString(file).replaceAll("(?m)^#(?=kafka\\.ssl\\.keystore)", "");
        assertThat(text.lines())
                .filteredOn(line -> line.startsWith("kafka.ssl.keystore."))
                .hasSize(2);
        return Files.writeString(directory.resolve("mutual-" + file.getFileName()), text);
    }

    private static String token() {
        Instant now = Instant.now();
        return base64("{\"alg\":\"none\"}") + "."
                + base64("{\"sub\":\"customer-segment\",\"scope\":\"kafka\",\"iat\":" + now.getEpochSecond()
                        + ",\"exp\":" + (now.getEpochSecond() + 3600) + "}")
                + ".x";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
