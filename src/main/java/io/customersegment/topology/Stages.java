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

    /** The estimated size of a remembered request, without what grows with its bytes. */
    private static final int OVERHEAD_BYTES = 4096;

    /** The estimated growth for each byte: the byte itself, criteria, their text and the ignored pieces. */
    private static final int GROWTH = 4;

    private final RequestValidator validator;
    private final PromptInterpreter interpreter;
    private final Function<Intent, Outcome<Query>> planner;
    private final Cache<Raw, Understanding> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_BYTES)
            .<Raw, Understanding>weigher((raw, understanding) -> OVERHEAD_BYTES + GROWTH * raw.value.length)
            .evictionListener((raw, understanding, cause) -> met(understanding))
            .executor(Runnable::run)
            .build();
    private Runnable whenMet = () -> {};

    Stages(RequestValidator validator, PromptInterpreter interpreter, Function<Intent, Outcome<Query>> planner) {
        this.validator = validator;
        this.interpreter = interpreter;
        this.planner = planner;
    }

    /** The request in the arrival. */
    Passage validate(Arrival arrival) {
        Outcome<Instant> askedAt = arrival.askedAt();
        Understanding understanding =
                askedAt.fold(known -> understanding(arrival, known), malformed -> new Understanding());
        met(understanding);
        return validated(arrival, askedAt, understanding);
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
                new Intent(request.carModel(), reading.criteria()),
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

    /** Has the action called for each understanding that was made {@link #ahead}, once it is met or forgotten; before any is made. */
    void onMet(Runnable action) {
        whenMet = action;
    }

    private void met(@Nullable Understanding understanding) {
        if (understanding != null && understanding.meet()) {
            whenMet.run();
        }
    }

    /** Passes all stages before the request comes, so that it finds what they made; false if that was begun before. */
    boolean ahead(Arrival arrival) {
        Outcome<Instant> askedAt = arrival.askedAt();
        return arrival.value() != null
                && askedAt.fold(known -> understanding(arrival, known), malformed -> new Understanding())
                        .ahead(understanding -> plan(interpret(validated(arrival, askedAt, understanding))));
    }

    private Understanding understanding(Arrival arrival, Instant askedAt) {
        byte[] value = arrival.value();
        return value == null
                ? new Understanding()
                : remembered.get(
                        new Raw(value, Math.floorDiv(askedAt.toEpochMilli(), DAY_MILLIS), arrival.ignoresUnread()),
                        raw -> new Understanding());
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
