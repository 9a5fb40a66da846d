package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customersegment.outcome.Outcome;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.RequestValidator;
import io.customersegment.wire.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    private static final int MOST_AHEAD = 512;

    private final Map<String, Thread> readers = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final MemoizingReader reader = new MemoizingReader(new RequestReader(
            RequestValidator.builtIn(2000), this::read, TopologyHarness::plan, TopologyHarness.MAX_BYTES));
    private final ReadAhead readAhead = new ReadAhead(reader);

    @AfterEach
    void close() {
        slow.countDown();
        readAhead.close();
    }

    @Test
    void shouldHaveReadWhatWasPolledBeforeItComes() {
        readAhead.polled(records("top 1", "top 2"));
        await().until(() -> readings.get() == 2);

        ParsedRequest first = reader.read(arrival("top 1"));
        ParsedRequest second = reader.read(arrival("top 2"));

        assertThat(List.of(first.query(), second.query())).allMatch(Outcome.Ok.class::isInstance);
        assertThat(readings).hasValue(2);
        assertThat(readers).doesNotContainValue(Thread.currentThread());
    }

    @Test
    void shouldBeWaitedForWhileItReadsAndReadNothingTwice() throws Exception {
        readAhead.polled(records("top 3 (slow)"));
        await().until(() -> readings.get() == 1);
        CompletableFuture<ParsedRequest> other =
                CompletableFuture.supplyAsync(() -> reader.read(arrival("top 3 (slow)")));

        assertThat(other).isNotDone();
        slow.countDown();

        assertThat(other.get().query()).isInstanceOf(Outcome.Ok.class);
        assertThat(readings).hasValue(1);
    }

    @Test
    void shouldLeaveAloneWhatHasBeenRead() {
        reader.read(arrival("top 4", 0));

        readAhead.polled(records("top 4 (as said)", "top 4", "top 5"));

        await().until(() -> readings.get() == 2);
        assertThat(readers)
                .doesNotContainKey("top 4 (as said)")
                .containsEntry("top 4", Thread.currentThread())
                .containsKey("top 5");
    }

    @Test
    void shouldForgetTheOldestWhereNobodyComes() {
        String[] prompts = IntStream.rangeClosed(1, MOST_AHEAD + 2)
                .mapToObj(number -> "top " + number)
                .toArray(String[]::new);

        readAhead.polled(records(prompts));
        await().until(() -> readings.get() == prompts.length);

        reader.read(arrival("top 1"));
        reader.read(arrival("top 3"));
        assertThat(readers).containsEntry("top 1", Thread.currentThread());
        assertThat(readings).hasValue(prompts.length + 1);
    }

    @Test
    void shouldReadRefusedAndMissingValuesLikeAnyOther() {
        readAhead.polled(records("nonsense", "top 7"));
        readAhead.polled(new ConsumerRecords<>(
                Map.of(
                        new TopicPartition("requests", 0),
                        List.of(new ConsumerRecord<byte[], byte[]>("requests", 0, 9, null, null))),
                Map.of()));
        readAhead.polled(records("top 8"));
        await().until(() -> readers.containsKey("top 8"));

        assertThat(reader.read(arrival("nonsense")).query()).isInstanceOf(Outcome.Failed.class);
        assertThat(readings).hasValue(3);
    }

    private Outcome<Reading> read(String prompt, PromptInterpreter.Context context) {
        readers.put(prompt, Thread.currentThread());
        readings.incrementAndGet();
        if (prompt.contains("slow")) {
            try {
                slow.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
        return TopologyHarness.TOP_N.interpret(prompt, context);
    }

    private static ConsumerRecords<byte[], byte[]> records(String... prompts) {
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.range(0, prompts.length)
                .mapToObj(offset ->
                        new ConsumerRecord<byte[], byte[]>("requests", 0, offset, null, value(prompts[offset])))
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition("requests", 0), records), Map.of());
    }

    private static Arrival arrival(String prompt) {
        return arrival(prompt, -1);
    }

    private static Arrival arrival(String prompt, long offset) {
        return new Arrival("requests", 0, offset, 0, null, value(prompt), List.of());
    }

    private static byte[] value(String prompt) {
        return ("{\"prompt\":\"" + prompt + "\",\"car_model\":\"RAV4 HYBRID - 2022\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
