package io.customersegment.client;

import io.customersegment.config.Settings;
import io.customersegment.fuzz.Choices;
import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.RefusedRequest;
import io.customersegment.wire.RequestDigest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Selects requests for replay from topics with arbitrary records: each request is published at most once, and exactly those that a naive
 * implementation of the rules selects.
 */
public final class ReplayFuzz implements FuzzTarget {

    private static final Settings.Topics TOPICS =
            new Settings.Topics("requests", "results", "errors", "suppressions", "");
    private static final List<String> TITLES =
            List.of("Timeout Error", "Personalize Error", "Invalid Prompt", "Something Else");
    private static final List<Reason> REASONS =
            List.of(Reason.DEADLINE_PASSED, Reason.SOURCE_FAILING, Reason.NOT_UNDERSTOOD, Reason.NOT_JSON);
    private static final Set<String> SELECTED = Set.of(TITLES.get(0), TITLES.get(1));
    private static final int MOST_RECORDS = 8;
    private static final long HOUR = 3_600_000;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public int longest() {
        return 160;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] seed = new byte[24 + i];
            for (int j = 0; j < seed.length; j++) {
                seed[j] = (byte) (i * 31 + j * (i + 7));
            }
            seeds.add(seed);
        }
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "{\"error_type\":\"Timeout Error\",\"request\":{},\"failed_at\":\"1970-01-01T01:00:00Z\"}",
                "requests-0@1");
    }

    @Override
    public void check(byte[] input) {
        Choices choices = new Choices(input);
        int kind = choices.below(3);
        ReplaySelection.Times times = new ReplaySelection.Times(time(choices), time(choices));
        Topics topics = new Topics();
        for (int i = 0; i < MOST_RECORDS && choices.more(); i++) {
            topics.add(choices);
        }
        List<Published> expected;
        ReplaySelection selection;
        if (kind == 0) {
            selection = times;
            expected = topics.inRange(times);
        } else if (kind == 1) {
            List<ReplaySelection.OffsetRange> ranges = List.of(
                    new ReplaySelection.OffsetRange(0, choices.below(9), choices.below(2) == 0 ? Long.MAX_VALUE : 3),
                    new ReplaySelection.OffsetRange(0, choices.below(9), choices.below(9)));
            selection = new ReplaySelection.Places(ranges);
            expected = topics.at(ranges);
        } else {
            selection = new ReplaySelection.Refused(SELECTED, times);
            expected = topics.refused(times);
        }
        Claims.same(expected, published(selection, topics), "Published again");
    }

    private static @Nullable Instant time(Choices choices) {
        int hours = choices.below(12);
        return hours == 0 ? null : Instant.ofEpochMilli(hours * HOUR);
    }

    /** A republished request: the original's id, the time of the original request, and the value as text. */
    private record Published(
            String origin, String askedAt, @Nullable String value) {}

    private static List<Published> published(ReplaySelection selection, Topics topics) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        long chosen;
        try (Replay replay =
                new Replay(TOPICS, new RecordedTopics(topics.records), producer, 1, (topic, done, all, some) -> {})) {
            chosen = replay.run(selection).chosen();
        }
        Claims.same(chosen, (long) producer.history().size(), "Requests counted and sent");
        List<Published> published = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            int origins = 0;
            for (Header header : record.headers()) {
                origins += header.key().equals(HeaderNames.REPLAY) ? 1 : 0;
                Claims.holds(!HeaderNames.OF_ANSWERS.contains(header.key()), "An answer's header is on a request");
            }
            Claims.same(1, origins, "Headers that name the first request");
            published.add(new Published(
                    SegmentClient.text(record.headers(), HeaderNames.REPLAY),
                    SegmentClient.text(record.headers(), HeaderNames.ASKED_AT),
                    text(record.value())));
        }
        return published;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Records of the three topics, and the expected replays. */
    private static final class Topics {

        private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new TreeMap<>(Map.of(
                TOPICS.requests(), new ArrayList<>(),
                TOPICS.results(), new ArrayList<>(),
                TOPICS.errors(), new ArrayList<>()));

        private List<ConsumerRecord<byte[], byte[]>> of(String topic) {
            return Objects.requireNonNull(records.get(topic));
        }

        void add(Choices choices) {
            int what = choices.below(8);
            String topic = what == 0 ? TOPICS.requests() : what == 1 ? TOPICS.results() : TOPICS.errors();
            long at = choices.below(12) * HOUR;
            byte[] value = what == 2
                    ? choices.bytes(choices.below(120))
                    : topic.equals(TOPICS.errors()) ? error(choices, at) : choices.bytes(choices.below(6));
            List<ConsumerRecord<byte[], byte[]>> there = of(topic);
            ConsumerRecord<byte[], byte[]> record = RecordedTopics.record(topic, there.size(), at, value);
            int origin = choices.below(6);
            if (origin > 2) {
                record.headers()
                        .add(HeaderNames.REPLAY, bytes(origin == 5 ? "nonsense" : "requests-0@" + (origin - 3)));
            }
            int like = choices.below(12);
            if (like < of(TOPICS.errors()).size()) {
                record.headers()
                        .add(
                                HeaderNames.DIGEST,
                                bytes(digest(of(TOPICS.errors()).get(like))));
            }
            if (choices.below(8) == 7) {
                record.headers().add(HeaderNames.HEADERS_DROPPED, bytes("1"));
            }
            there.add(record);
        }

        private static byte[] error(Choices choices, long at) {
            int type = choices.below(REASONS.size());
            Arrival arrival = new Arrival(
                    TOPICS.requests(),
                    0,
                    choices.below(3),
                    at,
                    null,
                    bytes("{\"n\":" + choices.below(10) + "}"),
                    List.of());
            Failure failure = new Failure(Stage.ENRICH, REASONS.get(type), "so");
            return new ErrorRecord(failure, arrival, Instant.ofEpochMilli(choices.below(12) * HOUR))
                    .json(choices.below(6) == 5 ? 0 : Long.MAX_VALUE);
        }

        List<Published> inRange(ReplaySelection.Times times) {
            return of(TOPICS.requests()).stream()
                    .filter(record ->
                            origin(record).isEmpty() && within(times, Instant.ofEpochMilli(record.timestamp())))
                    .map(record -> published(id(record), record.timestamp(), record.value()))
                    .toList();
        }

        List<Published> at(List<ReplaySelection.OffsetRange> ranges) {
            return of(TOPICS.requests()).stream()
                    .filter(record -> ranges.stream()
                            .anyMatch(range -> record.offset() >= range.first() && record.offset() <= range.last()))
                    .map(record -> published(
                            origin(record).isEmpty() ? id(record) : origin(record), record.timestamp(), record.value()))
                    .toList();
        }

        List<Published> refused(ReplaySelection.Times times) {
            Map<String, ConsumerRecord<byte[], byte[]>> last = new TreeMap<>();
            Instant first = Instant.MAX;
            for (ConsumerRecord<byte[], byte[]> record : of(TOPICS.errors())) {
                RefusedRequest refused = RefusedRequest.read(record.value());
                if (refused != null && SELECTED.contains(refused.errorType()) && within(times, refused.failedAt())) {
                    ConsumerRecord<byte[], byte[]> before = last.get(digest(record));
                    if (before == null || !failedAt(before).isAfter(refused.failedAt())) {
                        last.put(digest(record), record);
                    }
                    first = refused.failedAt().isBefore(first) ? refused.failedAt() : first;
                }
            }
            Set<String> answered = new TreeSet<>();
            long since = first.equals(Instant.MAX) ? 0 : Math.max(0, first.toEpochMilli() - HOUR);
            boolean reached = false;
            for (ConsumerRecord<byte[], byte[]> result : of(TOPICS.results())) {
                reached |= result.timestamp() >= since;
                if (reached) {
                    answered.add(SegmentClient.text(result.headers(), HeaderNames.DIGEST));
                }
            }
            for (ConsumerRecord<byte[], byte[]> record : of(TOPICS.errors())) {
                RefusedRequest refused = RefusedRequest.read(record.value());
                ConsumerRecord<byte[], byte[]> selected = last.get(digest(record));
                if (refused != null
                        && selected != null
                        && !origin(record).isEmpty()
                        && !SELECTED.contains(refused.errorType())
                        && refused.failedAt().isAfter(failedAt(selected))) {
                    answered.add(digest(record));
                }
            }
            List<Published> published = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : of(TOPICS.errors())) {
                RefusedRequest refused = RefusedRequest.read(record.value());
                if (refused != null
                        && record.equals(last.get(digest(record)))
                        && !answered.contains(digest(record))
                        && refused.complete()
                        && record.headers().lastHeader(HeaderNames.HEADERS_DROPPED) == null) {
                    published.add(published(request(record, refused), refused.timestamp(), refused.value()));
                }
            }
            return published;
        }

        private static boolean within(ReplaySelection.Times times, Instant time) {
            Instant from = times.from();
            Instant to = times.to();
            return !(from != null && time.isBefore(from)) && !(to != null && !time.isBefore(to));
        }

        private static Instant failedAt(ConsumerRecord<byte[], byte[]> record) {
            return Objects.requireNonNull(RefusedRequest.read(record.value())).failedAt();
        }

        private static String request(ConsumerRecord<byte[], byte[]> record, RefusedRequest refused) {
            return origin(record).isEmpty() ? refused.source() : origin(record);
        }

        private static String origin(ConsumerRecord<byte[], byte[]> record) {
            String origin = Arrival.origin(record.headers());
            return origin == null ? "" : origin;
        }

        /** Returns the digest that identifies the request of an error record; empty if the record has none. */
        private static String digest(ConsumerRecord<byte[], byte[]> record) {
            String digest = SegmentClient.text(record.headers(), HeaderNames.DIGEST);
            RefusedRequest refused = RefusedRequest.read(record.value());
            if (!digest.isEmpty() || refused == null) {
                return digest;
            }
            return RequestDigest.of(
                    request(record, refused), record.key(), record.headers(), refused.timestamp(), refused.value());
        }

        private static String id(ConsumerRecord<byte[], byte[]> record) {
            return Arrival.id(record.topic(), record.partition(), record.offset());
        }

        private static Published published(String origin, long timestamp, byte @Nullable [] value) {
            return new Published(
                    origin, timestamp < 0 ? "" : Instant.ofEpochMilli(timestamp).toString(), text(value));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
