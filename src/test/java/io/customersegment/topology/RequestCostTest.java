package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.RecordSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Tests the maximum cost that a writer to the request topic can cause. Each test corresponds to a row of {@code topics/README.md}. */
final class RequestCostTest {

    private static final int MILLION = 1_000_000;
    private static final int LARGEST_WITHOUT_REQUEST = 48 * 1024;
    private static final int OVERHEAD = 1024;

    @TempDir
    Path folder;

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of("value", "k", padded(TopologyHarness.MAX_BYTES), new RecordHeaders()),
                Arguments.of("key", "k".repeat(TopologyHarness.MAX_BYTES), TopologyHarness.top(1), new RecordHeaders()),
                Arguments.of(
                        "header",
                        "k",
                        TopologyHarness.top(1),
                        new RecordHeaders().add(HeaderNames.ASKED_AT, new byte[TopologyHarness.MAX_BYTES])),
                Arguments.of("a million headers", "k", TopologyHarness.top(1), headers(MILLION)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void shouldRefuseUnreadWhatIsLargerThanTheLimit(String what, String key, byte[] value, Headers headers) {
        AtomicInteger read = new AtomicInteger();
        try (TopologyHarness harness = TopologyHarness.reading(folder, (prompt, context) -> {
            read.incrementAndGet();
            return TopologyHarness.TOP_N.interpret(prompt, context);
        })) {
            harness.send(key, value, headers);

            TestRecord<byte[], byte[]> error = harness.errors().get(0);
            assertThat(TopologyHarness.json(error).path("error_type").asText()).isEqualTo("Invalid Prompt");
            assertThat(TopologyHarness.json(error).path("message").asText()).endsWith("at most 65536 are read");
            assertThat(read).hasValue(0);
            assertThat(harness.source.sizesAsked()).isEmpty();
            assertThat(harness.changelog()).isEmpty();
        }
    }

    @Test
    void shouldRefuseUnreadWhatWouldHaveToWaitForAnEarlierAnswer() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.order", "key"))) {
            harness.send("k", TopologyHarness.top(1));

            harness.send("k", padded(TopologyHarness.MAX_BYTES));

            assertThat(harness.errorTypes()).containsExactly("Invalid Prompt");
            harness.source.answer(1);
            harness.tick();
            assertThat(harness.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldKeepNoMoreInTheChangelogThanTheRequest() {
        try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("kafka.statestore.cache.max.bytes", "0"))) {
            Headers headers = headers(4000);
            long request = RecordSize.upperBound(bytes("k"), headers, TopologyHarness.top(1).length);

            harness.send("k", TopologyHarness.top(1), headers);
            harness.source.answer(1);
            harness.tick();

            List<TestRecord<byte[], byte[]>> kept = harness.changelog();
            assertThat(kept).isNotEmpty();
            assertThat(request).isLessThanOrEqualTo(TopologyHarness.MAX_BYTES);
            assertThat(kept.stream().mapToLong(RequestCostTest::size).sum())
                    .isBetween((long) headers.toArray().length, request + OVERHEAD);
        }
    }

    @Test
    void shouldAnswerARefusalWithNoMoreThanTheRequestAndFortyEightKibibytes() {
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            byte[] quoted = bytes("{\"prompt\": \"" + "\\u0000".repeat(9000) + "\"}");

            harness.send("k", quoted);

            assertThat(harness.errors().get(0).value().length)
                    .isBetween(quoted.length, quoted.length + LARGEST_WITHOUT_REQUEST);
        }
    }

    @Test
    void shouldLogNothingAboutARequestWhateverItIs() {
        Logger root = (Logger) LoggerFactory.getLogger("io.customersegment");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Level before = root.getLevel();
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
        try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
            harness.source.cached.add(2);
            for (byte @Nullable [] value :
                    Arrays.asList(null, new byte[] {1}, TopologyHarness.top(2), padded(TopologyHarness.MAX_BYTES))) {
                harness.send("k", value);
            }
            harness.send("k", TopologyHarness.top(3));
            harness.source.promise(3).complete(Outcome.ok(ManualSource.large(5000)));
            harness.tick();

            assertThat(harness.results()).hasSize(2);
            assertThat(log.list).isEmpty();
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
    }

    private static byte[] padded(int bytes) {
        return bytes("{\"prompt\": \"top 1\", \"more\": \"" + "x".repeat(bytes) + "\"}");
    }

    private static Headers headers(int count) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < count; i++) {
            headers.add("h", bytes("1"));
        }
        return headers;
    }

    private static long size(TestRecord<byte[], byte[]> record) {
        return (long) record.key().length + (record.value() == null ? 0 : record.value().length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
