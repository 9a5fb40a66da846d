package io.customersegment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.LoggerFactory;

/** While open, logs in this process as {@code run} does with all levels set to TRACE, and records the log. */
public final class EverythingLogged implements AutoCloseable {

    private static final List<String> LEVELS = List.of("log.level", "log.level.libraries");

    /** Loggers of the broker, which {@code run} does not contain. */
    private static final List<String> OF_BROKER = List.of(
            "controller",
            "coordinator",
            "image",
            "metadata",
            "network",
            "queue",
            "raft",
            "server",
            "storage",
            "timeline");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    /** Starts recording. */
    public EverythingLogged() throws JoranException {
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        context.reset();
        LEVELS.forEach(level -> context.putProperty(level, "TRACE"));
        configure("/logback.xml");
        OF_BROKER.forEach(part -> context.getLogger("org.apache.kafka." + part).setLevel(Level.OFF));
    }

    /** Returns the log so far. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns those of the given texts that appear in the log, as they are or in a common encoding of their bytes. */
    public List<String> shown(String... texts) {
        String log = text();
        List<String> shown = new ArrayList<>();
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            String numbers = Arrays.toString(utf8);
            boolean there = log.contains(text)
                    || log.contains(numbers.substring(1, numbers.length() - 1))
                    || log.contains(Base64.getEncoder().withoutPadding().encodeToString(utf8))
                    || log.contains(HexFormat.of().formatHex(utf8));
            if (there) {
                shown.add(text);
            }
        }
        return shown;
    }

    /** Stops recording and restores the logging configuration of the other tests. */
    @Override
    public void close() throws JoranException {
        System.setErr(before);
        context.reset();
        configure("/logback-test.xml");
    }

    private void configure(String resource) throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(EverythingLogged.class.getResource(resource));
    }
}
