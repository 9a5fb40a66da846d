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

/** What a writer of the request topic can cost at most: each test is a row of {@code topics/README.md}. */
final class RequestCostTest {

    private static final int MILLION = 1_000_000;
    private static final int LARGEST_WITHOUT_REQUEST = 48 * 1024;
    private static final int OVERHEAD = 1024;

    @TempDir
    Path folder;

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of("value", "k", padded(House.MAX_BYTES), new RecordHeaders()),
                Arguments.of("key", "k".repeat(House.MAX_BYTES), House.top(1), new RecordHeaders()),
                Arguments.of(
                        "header",
                        "k",
                        House.top(1),
                        new RecordHeaders().add(HeaderNames.ASKED_AT, new byte[House.MAX_BYTES])),
                Arguments.of("a million headers", "k", House.top(1), headers(MILLION)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void shouldRefuseUnreadWhatIsLargerThanTheLimit(String what, String key, byte[] value, Headers headers) {
        AtomicInteger read = new AtomicInteger();
        try (House house = House.reading(folder, (prompt, context) -> {
            read.incrementAndGet();
            return House.TOP_N.interpret(prompt, context);
        })) {
            house.send(key, value, headers);

            TestRecord<byte[], byte[]> error = house.errors().get(0);
            assertThat(House.json(error).path("error_type").asText()).isEqualTo("Invalid Prompt");
            assertThat(House.json(error).path("message").asText()).endsWith("at most 65536 are read");
            assertThat(read).hasValue(0);
            assertThat(house.source.sizesAsked()).isEmpty();
            assertThat(house.changelog()).isEmpty();
        }
    }

    @Test
    void shouldRefuseUnreadWhatWouldHaveToWaitForAnEarlierAnswer() {
        try (House house = House.with(folder, Map.of("enrich.order", "key"))) {
            house.send("k", House.top(1));

            house.send("k", padded(House.MAX_BYTES));

            assertThat(house.errorTypes()).containsExactly("Invalid Prompt");
            house.source.answer(1);
            house.tick();
            assertThat(house.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldKeepNoMoreInTheChangelogThanTheRequest() {
        try (House house = House.with(folder, Map.of("kafka.statestore.cache.max.bytes", "0"))) {
            Headers headers = headers(4000);
            long request = RecordSize.upperBound(bytes("k"), headers, House.top(1).length);

            house.send("k", House.top(1), headers);
            house.source.answer(1);
            house.tick();

            List<TestRecord<byte[], byte[]>> kept = house.changelog();
            assertThat(kept).isNotEmpty();
            assertThat(request).isLessThanOrEqualTo(House.MAX_BYTES);
            assertThat(kept.stream().mapToLong(RequestCostTest::size).sum())
                    .isBetween((long) headers.toArray().length, request + OVERHEAD);
        }
    }

    @Test
    void shouldAnswerARefusalWithNoMoreThanTheRequestAndFortyEightKibibytes() {
        try (House house = House.atLeastOnce(folder)) {
            byte[] quoted = bytes("{\"prompt\": \"" + "\\u0000".repeat(9000) + "\"}");

            house.send("k", quoted);

            assertThat(house.errors().get(0).value().length)
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
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(2);
            for (byte @Nullable [] value : Arrays.asList(null, new byte[] {1}, House.top(2), padded(House.MAX_BYTES))) {
                house.send("k", value);
            }
            house.send("k", House.top(3));
            house.source.promise(3).complete(Outcome.ok(HandSource.large(5000)));
            house.tick();

            assertThat(house.results()).hasSize(2);
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
