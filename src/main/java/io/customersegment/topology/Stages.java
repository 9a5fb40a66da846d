package io.customersegment.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.RequestValidator;
import io.customersegment.request.SegmentRequest;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ReadingHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages that need no waiting, from an arrival to its query. Pure: a request that is restored after a crash is read as it was the
 * first time. What they make of a record is remembered by all that they look at: its bytes, the day it was asked, and whether what cannot be read
 * is ignored.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 */
final class Stages {

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long REMEMBERED_BYTES = 16L << 20;

    /** How many requests may be read that no stream thread has come to. */
    private static final int MOST_AHEAD = 512;

    private static final Duration AHEAD_PATIENCE = Duration.ofMillis(100);

    /** The estimated size of a remembered request, without what grows with its bytes. */
    private static final int OVERHEAD_BYTES = 4096;

    /** The estimated growth for each byte: the byte itself, criteria, their text and the ignored pieces. */
    private static final int GROWTH = 4;

    private final RequestValidator validator;
    private final PromptInterpreter interpreter;
    private final Function<Intent, Outcome<Query>> planner;
    private final int maxBytes;
    private final Cache<Raw, Understanding> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_BYTES)
            .<Raw, Understanding>weigher((raw, understanding) -> OVERHEAD_BYTES + GROWTH * raw.value.length)
            .executor(Runnable::run)
            .build();

    /** What was read ahead and no request has come to, oldest first; guarded by itself. */
    private final Map<Raw, Understanding> ahead = new LinkedHashMap<>();

    /** By partition the offset of the request that came last. */
    private final Map<Integer, AtomicLong> passed = new ConcurrentHashMap<>();

    /**
     * @param maxBytes the largest request that is read, in bytes with its key and headers
     */
    Stages(
            RequestValidator validator,
            PromptInterpreter interpreter,
            Function<Intent, Outcome<Query>> planner,
            int maxBytes) {
        this.maxBytes = maxBytes;
        this.validator = validator;
        this.interpreter = interpreter;
        this.planner = planner;
    }

    /** Why the request is refused unread, null if its size is no reason to. */
    @Nullable
    Failure tooLarge(Arrival arrival) {
        long size = arrival.size();
        return size <= maxBytes
                ? null
                : new Failure(
                        Stage.VALIDATE,
                        Reason.SCHEMA_VIOLATED,
                        "The request has " + size + " bytes with its key and headers, at most " + maxBytes
                                + " are read");
    }

    /** The time from which dates count, or why the request is not even looked into. */
    private Outcome<Instant> askedAt(Arrival arrival) {
        Failure tooLarge = tooLarge(arrival);
        return tooLarge == null ? arrival.askedAt() : Outcome.failed(tooLarge);
    }

    /** The request in the arrival, which a stream thread has come to. */
    Passage validate(Arrival arrival) {
        passed.computeIfAbsent(arrival.partition(), first -> new AtomicLong(-1)).setRelease(arrival.offset());
        Outcome<Instant> askedAt = askedAt(arrival);
        return validated(
                arrival,
                askedAt,
                askedAt.fold(known -> understanding(raw(arrival, known)), malformed -> new Understanding()));
    }

    private Passage validated(Arrival arrival, Outcome<Instant> askedAt, Understanding understanding) {
        understanding.request(() -> askedAt.then(
                known -> guarded(Stage.VALIDATE, Reason.NOT_JSON, () -> validator.validate(arrival.value(), known))));
        return new Passage(arrival, understanding);
    }

    /** What the request's prompt asks for. */
    Passage interpret(Passage passage) {
        passage.understanding()
                .interpreted(validated -> validated.then(request -> guarded(
                        Stage.INTERPRET,
                        Reason.NOT_UNDERSTOOD,
                        () -> interpreter
                                .interpret(
                                        request.prompt(),
                                        new PromptInterpreter.Context(
                                                request.day(),
                                                request.carModel(),
                                                passage.arrival().ignoresUnread()))
                                .map(reading -> interpreted(request, reading)))));
        return passage;
    }

    private static Understanding.Interpreted interpreted(SegmentRequest request, Reading reading) {
        return new Understanding.Interpreted(
                new Intent(request.carModel(), reading.criteria(), reading.required()),
                ReadingHeaders.of(reading.criteria(), reading.ignored()));
    }

    /** What to ask Personalize. */
    Passage plan(Passage passage) {
        passage.understanding()
                .parsed(interpreted -> interpreted.fold(
                        read -> new ParsedRequest(
                                guarded(Stage.PLAN, Reason.TOO_COMPLEX, () -> planner.apply(read.intent())),
                                read.headers()),
                        failure -> new ParsedRequest(Outcome.failed(failure), ReadingHeaders.none())));
        return passage;
    }

    /** All of them. */
    ParsedRequest read(Arrival arrival) {
        return plan(interpret(validate(arrival))).parsed();
    }

    /**
     * Passes all stages before the request comes, so that it finds what they made. Waits a moment while as many are made as may be.
     *
     * @return whether there was something to do: the request has not come yet, nor one like it
     */
    boolean ahead(Arrival arrival) throws InterruptedException {
        Outcome<Instant> askedAt = askedAt(arrival);
        Raw raw = askedAt.fold(known -> raw(arrival, known), malformed -> null);
        if (raw == null || hasCome(arrival) || remembered.getIfPresent(raw) != null) {
            return false;
        }
        Understanding understanding = new Understanding();
        synchronized (ahead) {
            if (ahead.size() >= MOST_AHEAD) {
                ahead.wait(AHEAD_PATIENCE.toMillis());
            }
            if (hasCome(arrival) || ahead.putIfAbsent(raw, understanding) != null) {
                return false;
            }
            if (ahead.size() > MOST_AHEAD) { // requests that went to another instance
                ahead.remove(ahead.keySet().iterator().next());
            }
        }
        understanding.ahead(() -> plan(interpret(validated(arrival, askedAt, understanding))));
        return true;
    }

    private boolean hasCome(Arrival arrival) {
        AtomicLong last = passed.get(arrival.partition());
        return last != null && arrival.offset() <= last.getAcquire();
    }

    private static @Nullable Raw raw(Arrival arrival, Instant askedAt) {
        byte[] value = arrival.value();
        return value == null
                ? null
                : new Raw(value, Math.floorDiv(askedAt.toEpochMilli(), DAY_MILLIS), arrival.ignoresUnread());
    }

    private Understanding understanding(@Nullable Raw raw) {
        return raw == null ? new Understanding() : remembered.get(raw, this::madeAhead);
    }

    private Understanding madeAhead(Raw raw) {
        synchronized (ahead) {
            Understanding made = ahead.remove(raw);
            ahead.notifyAll();
            return made == null ? new Understanding() : made;
        }
    }

    private interface Step<T> {
        Outcome<T> outcome();
    }

    /** A stage that throws, which would be a bug, fails this request and no other. */
    private static <T> Outcome<T> guarded(Stage stage, Reason ifItThrows, Step<T> step) {
        try {
            return step.outcome();
        } catch (RuntimeException | StackOverflowError bug) {
            Bugs.log(LOG, "stage threw", stage, bug);
            return Outcome.failed(
                    new Failure(stage, ifItThrows, "The request could not be read because of an error on our side"));
        }
    }

    /** What a record is remembered by. */
    private static final class Raw {

        private final byte[] value;
        private final long day;
        private final boolean ignoreUnread;
        private final int hash;

        Raw(byte[] value, long day, boolean ignoreUnread) {
            this.value = value;
            this.day = day;
            this.ignoreUnread = ignoreUnread;
            // Byte by byte, as Arrays.hashCode goes on Java 17, it was a twentieth of a hit.
            CRC32C checksum = new CRC32C();
            checksum.update(value);
            this.hash = 31 * (31 * (int) checksum.getValue() + Long.hashCode(day)) + Boolean.hashCode(ignoreUnread);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Raw raw
                    && day == raw.day
                    && ignoreUnread == raw.ignoreUnread
                    && hash == raw.hash
                    && Arrays.equals(value, raw.value);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
