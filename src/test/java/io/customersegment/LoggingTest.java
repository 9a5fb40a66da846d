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
import org.junit.jupiter.api.Test;

final class LoggingTest {

    @Test
    void shouldLogAsTextUnlessToldOtherwise() throws Exception {
        List<String> lines = logged(Map.of());

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT.*Z INFO {2}SegmentService starting requests=\"r\" partitions=\"4\"");
    }

    @Test
    void shouldLogAnObjectOfJsonALine() throws Exception {
        List<String> lines = logged(Map.of("log.format", "json"));

        assertThat(lines).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(lines.get(0));
        assertThat(event.path("level").asText()).isEqualTo("INFO");
        assertThat(event.path("loggerName").asText()).isEqualTo("io.customersegment.app.SegmentService");
        assertThat(event.path("message").asText()).isEqualTo("starting");
        assertThat(event.path("timestamp").asLong()).isPositive();
        assertThat(event.path("kvpList").toString()).isEqualTo("[{\"requests\":\"r\"},{\"partitions\":\"4\"}]");
    }

    private static List<String> logged(Map<String, String> properties) throws Exception {
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
            Logger logger = context.getLogger("io.customersegment.app.SegmentService");
            logger.atInfo()
                    .addKeyValue("requests", "r")
                    .addKeyValue("partitions", 4)
                    .log("starting");
        } finally {
            System.setErr(before);
            context.stop();
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
