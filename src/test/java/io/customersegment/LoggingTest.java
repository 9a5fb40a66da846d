package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoggingTest {

    @Test
    void shouldLogAsTextUnlessToldOtherwise() throws Exception {
        List<String> lines = logged(Map.of());

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT.*Z INFO {2}SegmentService starting requests=\"r\" partitions=\"4\"");
    }

    @Test
    void shouldLogWhatTheProducerSendsAgainUnlessOnlyTransactionsOverlap() throws Exception {
        List<String> lines = logged(Map.of(), context -> {
            Logger sender = context.getLogger("org.apache.kafka.clients.producer.internals.Sender");
            for (String error :
                    List.of("CONCURRENT_TRANSACTIONS", "OUT_OF_ORDER_SEQUENCE_NUMBER", "NOT_ENOUGH_REPLICAS")) {
                sender.warn("Got error produce response, retrying. Error: {}", error);
            }
        });

        assertThat(lines).singleElement().asString().contains("NOT_ENOUGH_REPLICAS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldHearOfWhatIsConfidentialAtNoLevel(String format) throws Exception {
        Map<String, String> properties =
                Map.of("log.format", format, "log.level", "TRACE", "log.level.libraries", "TRACE");

        List<String> lines = logged(properties, context -> {
            context.getLogger("software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner")
                    .debug("AWS4 Canonical Request: x");
            context.getLogger("software.amazon.awssdk.auth.signer.Aws4Signer").debug("AWS4 Canonical Request: x");
            context.getLogger("io.netty.channel.DefaultChannelPipeline").debug("Discarded inbound message x");
            context.getLogger("org.apache.kafka.clients.producer.KafkaProducer").trace("Attempting to append record x");
            context.getLogger("org.apache.kafka.clients.producer.KafkaProducer").debug("heard");
            context.getLogger("software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain")
                    .debug("heard");
            context.getLogger("io.netty.channel.DefaultChannelPipeline").warn("heard");
        });

        assertThat(lines).hasSize(3).allMatch(line -> line.contains("heard"));
    }

    @Test
    void shouldLogAFlatObjectOfJsonALine() throws Exception {
        List<String> lines = logged(Map.of("log.format", "json"));

        assertThat(lines).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(lines.get(0));
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "@timestamp", "level", "logger_name", "thread_name", "message", "requests", "partitions");
        assertThat(event.path("level").asText()).isEqualTo("INFO");
        assertThat(event.path("logger_name").asText()).isEqualTo("io.customersegment.app.SegmentService");
        assertThat(event.path("message").asText()).isEqualTo("starting");
        assertThat(event.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(event.path("requests").asText()).isEqualTo("r");
        assertThat(event.path("partitions").asInt()).isEqualTo(4);
    }

    private static List<String> logged(Map<String, String> properties) throws Exception {
        return logged(
                properties,
                context -> context.getLogger("io.customersegment.app.SegmentService")
                        .atInfo()
                        .addKeyValue("requests", "r")
                        .addKeyValue("partitions", 4)
                        .log("starting"));
    }

    private static List<String> logged(Map<String, String> properties, Consumer<LoggerContext> logging)
            throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("log.level", "INFO");
        properties.forEach(context::putProperty);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));
            logging.accept(context);
        } finally {
            System.setErr(before);
            context.stop();
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
