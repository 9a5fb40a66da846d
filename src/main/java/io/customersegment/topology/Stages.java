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
import io.customersegment.request.RequestValidator;
import io.customersegment.wire.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages that need no waiting, from an arrival to its query. Pure: a request that is taken up again after a crash is read as
 * it was the first time, and one whose bytes were read before on the same day need not be read again.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 */
final class Stages {

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long REMEMBERED_BYTES = 16L << 20;

    /** What the stages make of a request takes about so much beside its bytes. */
    private static final int OVERHEAD_BYTES = 4096;

    private final RequestValidator validator;
    private final PromptInterpreter interpreter;
    private final Function<Intent, Outcome<Query>> planner;
    private final Cache<Raw, Understanding> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_BYTES)
            .<Raw, Understanding>weigher((raw, understanding) -> OVERHEAD_BYTES + raw.value.length)
            .executor(Runnable::run)
            .build();

    Stages(RequestValidator validator, PromptInterpreter interpreter, Function<Intent, Outcome<Query>> planner) {
        this.validator = validator;
        this.interpreter = interpreter;
        this.planner = planner;
    }

    /** The request in the arrival. */
    Passage validate(Arrival arrival) {
        Understanding understanding = understanding(arrival.value(), arrival.timestamp());
        understanding.request(() -> guarded(
                Stage.VALIDATE,
                Reason.NOT_JSON,
                () -> validator.validate(arrival.value(), Instant.ofEpochMilli(arrival.timestamp()))));
        return new Passage(arrival, understanding);
    }

    /** What the request's prompt asks for. */
    Passage interpret(Passage passage) {
        passage.understanding()
                .intent(validated -> validated.then(request -> guarded(
                        Stage.INTERPRET,
                        Reason.NOT_UNDERSTOOD,
                        () -> interpreter
                                .interpret(
                                        request.prompt(),
                                        new PromptInterpreter.Context(request.day(), request.carModel(), false))
                                .map(reading -> new Intent(request.carModel(), reading.criteria())))));
        return passage;
    }

    /** What to ask Personalize. */
    Passage plan(Passage passage) {
        passage.understanding()
                .query(interpreted -> interpreted.then(
                        intent -> guarded(Stage.PLAN, Reason.TOO_COMPLEX, () -> planner.apply(intent))));
        return passage;
    }

    /** All of them. */
    Outcome<Query> read(Arrival arrival) {
        return plan(interpret(validate(arrival))).query();
    }

    private Understanding understanding(byte @Nullable [] value, long timestamp) {
        return value == null
                ? new Understanding()
                : remembered.get(new Raw(value, Math.floorDiv(timestamp, DAY_MILLIS)), raw -> new Understanding());
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

    /** A record's bytes and its day, all that the stages look at. */
    private static final class Raw {

        private final byte[] value;
        private final long day;
        private final int hash;

        Raw(byte[] value, long day) {
            this.value = value;
            this.day = day;
            // Byte by byte, as Arrays.hashCode goes on Java 17, it was a twentieth of a hit.
            CRC32C checksum = new CRC32C();
            checksum.update(value);
            this.hash = 31 * (int) checksum.getValue() + Long.hashCode(day);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Raw raw && day == raw.day && hash == raw.hash && Arrays.equals(value, raw.value);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
