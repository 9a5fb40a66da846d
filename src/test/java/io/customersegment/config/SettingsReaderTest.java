package io.customersegment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {

    @TempDir
    private Path directory = Path.of("unset");

    @Test
    void shouldLetTheEnvironmentWinOverTheFileAndFlagsOverBoth() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), """
                bootstrap.servers=file:1
                application.id=file
                request.topic=file
                """);
        Map<String, String> environment = Map.of("APPLICATION_ID", "environment", "REQUEST_TOPIC", "environment");
        Map<String, String> flags = Map.of("request.topic", "flag");

        Settings settings = SettingsReader.read(file, environment, flags);

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("file:1");
        assertThat(settings.kafka().applicationId()).isEqualTo("environment");
        assertThat(settings.topics().requests()).isEqualTo("flag");
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), "\uFEFFbootstrap.servers=file:1\n");

        assertThat(SettingsReader.read(file, Map.of(), Map.of()).kafka().bootstrapServers())
                .isEqualTo("file:1");
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws IOException {
        Path binary = Files.write(directory.resolve("binary.properties"), new byte[] {'#', '\n', (byte) 0xff});
        Path missing = directory.resolve("nowhere.properties");

        assertThatThrownBy(() -> SettingsReader.read(binary, Map.of(), Map.of()))
                .hasMessage(
                        "The settings file " + binary + " cannot be used: line 2, column 1: the file is not in UTF-8");
        assertThatThrownBy(() -> SettingsReader.read(missing, Map.of(), Map.of()))
                .hasMessage("The settings file " + missing + " cannot be read: there is no such file");
    }

    @Test
    void shouldReadTheSevenShortNamesWithAndWithoutPrefix() {
        Map<String, String> environment = Map.of(
                "BOOTSTRAP_SERVERS", "short:1",
                "CUSTOMER_SEGMENT_APPLICATION_ID", "long",
                "RESULT_TOPIC", "results",
                "CUSTOMER_SEGMENT_RESULT_TOPIC", "longer-wins",
                "ERROR_TOPIC", "errors",
                "PERSONALIZE_ENDPOINT", "http://localhost:1",
                "PROCESSING_GUARANTEE", "at_least_once");

        Settings settings = SettingsReader.read(null, environment, Map.of());

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("short:1");
        assertThat(settings.kafka().applicationId()).isEqualTo("long");
        assertThat(settings.topics().results()).isEqualTo("longer-wins");
        assertThat(settings.topics().errors()).isEqualTo("errors");
        assertThat(settings.personalize().endpoint()).isEqualTo("http://localhost:1");
        assertThat(settings.kafka().guarantee()).isEqualTo(Settings.Guarantee.AT_LEAST_ONCE);
    }

    @Test
    void shouldPassKafkaKeysThrough() {
        Map<String, String> environment = Map.of("CUSTOMER_SEGMENT_KAFKA_SECURITY_PROTOCOL", "SSL");

        Settings settings = SettingsReader.read(null, environment, Map.of("kafka.producer.linger.ms", "5"));

        assertThat(settings.kafka().overrides())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("producer.linger.ms", "5");
    }

    @ParameterizedTest
    @CsvSource({
        "enrich.capacity, 0",
        "enrich.capacity, many",
        "processing.guarantee, at_most_once",
        "enrich.order, sideways",
        "enrich.cache.max.bytes, -1",
    })
    void shouldRefuseValuesThatBreakARuleNamingTheKey(String key, String value) {
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of(), Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void shouldRefuseUnknownKeysNamingTheNearest() {
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of(), Map.of("enrich.capacty", "5")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("enrich.capacty")
                .hasMessageContaining("enrich.capacity");
    }

    @Test
    void shouldRefuseAFormerNameAndNameTheCurrentOne() {
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of(), Map.of("audit.sender.header", "sender")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it is called request.sender.header now");
        assertThatThrownBy(() ->
                        SettingsReader.read(null, Map.of("CUSTOMER_SEGMENT_AUDIT_SENDER_HEADER", "sender"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it is called CUSTOMER_SEGMENT_REQUEST_SENDER_HEADER now");
    }

    @Test
    void shouldRefuseAVariableThatIsMisspeltAndLeaveThoseOfOthersAlone() {
        Map<String, String> ofKubernetes =
                Map.of("CUSTOMER_SEGMENT_SERVICE_PORT", "80", "CUSTOMER_SEGMENT_PORT", "tcp:");

        assertThat(SettingsReader.read(null, ofKubernetes, Map.of()).node().capacity())
                .isEqualTo(256);
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of("CUSTOMER_SEGMENT_ENRICH_CAPACTY", "5"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("CUSTOMER_SEGMENT_ENRICH_CAPACTY")
                .hasMessageContaining("CUSTOMER_SEGMENT_ENRICH_CAPACITY");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8082, http",
        "ftp://localhost, http",
        "HTTP://localhost, http",
        "http://, an address",
        "http:///path, host name",
        "http://my_host:8082, underscores",
        "https://my_host.example.com, underscores",
        "http://a..b, host name",
        "http://localhost:no, port",
        "http://localhost:0, port",
        "http://localhost:65536, port",
        "http://localhost:99999999999, port",
        "http://[::1]:8082, IPv6",
        "http://local host, an address",
        "http://localhost?stage=a, question mark",
        "http://localhost#a, hash",
    })
    void shouldRefuseAnEndpointThatCannotBeCalledAsItIsWritten(String endpoint, String why) {
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of(), Map.of("personalize.endpoint", endpoint)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("personalize.endpoint")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://user:hush@localhost:8082", "http://user:hush@my_host:8082", "http://user:hush @localhost"
            })
    void shouldRefuseAPasswordInTheEndpointWithoutShowingIt(String endpoint) {
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of(), Map.of("personalize.endpoint", endpoint)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("personalize.endpoint")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8082",
                "http://localhost:8082/",
                "http://emulator:8082",
                "http://10.1.2.3",
                "https://vpce-0a1b.personalize-runtime.eu-west-1.vpce.amazonaws.com/stage/",
            })
    void shouldTakeAnEndpointThatCanBeCalled(String endpoint) {
        Settings settings = SettingsReader.read(null, Map.of(), Map.of("personalize.endpoint", endpoint));

        assertThat(settings.personalize().endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us_east_1", "us east 1", "US-EAST-1"})
    void shouldRefuseARegionThatIsNone(String region) {
        assertThatThrownBy(() -> SettingsReader.read(null, Map.of(), Map.of("personalize.region", region)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("personalize.region");
    }

    @Test
    void shouldNotShowASecret() {
        Settings settings = SettingsReader.read(null, Map.of(), Map.of("kafka.ssl.key.password", "hush"));

        assertThat(settings.toString()).contains("ssl.key.password").doesNotContain("hush");
    }

    @Test
    void shouldRefuseAnswersOnTheRequestTopic() {
        assertThatThrownBy(
                        () -> SettingsReader.read(null, Map.of(), Map.of("error.topic", "customer-segment-requests")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("error.topic");
    }

    @Test
    void shouldTakeTheAgeOfARefreshFromTheTimeToLive() {
        Settings settings = SettingsReader.read(
                null, Map.of(), Map.of("enrich.cache.time.to.live.ms", "10000", "enrich.cache.refresh.percent", "75"));

        assertThat(settings.cache().refreshAfter()).hasMillis(7500);
    }

    @Test
    void shouldSayWhichFileCannotBeRead() {
        Path nowhere = directory.resolve("nowhere.properties");

        assertThatThrownBy(() -> SettingsReader.read(nowhere, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nowhere.properties");
    }
}
