package io.customersegment.topology;

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
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request from its record to its query: validates it, interprets its prompt, and plans the query to Personalize. Pure, so a
 * request that is restored after a crash is read as it was the first time.
 *
 * <p><i>Threads:</i> shared by all threads that read requests.
 */
final class RequestReader {

    private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

    private final RequestValidator validator;
    private final PromptInterpreter interpreter;
    private final Function<Intent, Outcome<Query>> planner;
    private final int maxBytes;

    /**
     * @param maxBytes the maximum size of a request, in bytes with its key and headers
     */
    RequestReader(
            RequestValidator validator,
            PromptInterpreter interpreter,
            Function<Intent, Outcome<Query>> planner,
            int maxBytes) {
        this.validator = validator;
        this.interpreter = interpreter;
        this.planner = planner;
        this.maxBytes = maxBytes;
    }

    /** Returns why the request is refused unread, null if its size is acceptable. */
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

    /** Returns the time to which dates in the prompt are relative, or why the request is refused unread. */
    Outcome<Instant> askedAt(Arrival arrival) {
        Failure tooLarge = tooLarge(arrival);
        return tooLarge == null ? arrival.askedAt() : Outcome.failed(tooLarge);
    }

    /**
     * Reads the request.
     *
     * @param askedAt the value that {@link #askedAt} returned for the request
     */
    ParsedRequest read(Arrival arrival, Outcome<Instant> askedAt) {
        return askedAt.then(known -> validated(arrival, known))
                .then(request -> interpreted(request, arrival.ignoresUnread()))
                .fold(this::planned, RequestReader::refused);
    }

    private Outcome<SegmentRequest> validated(Arrival arrival, Instant askedAt) {
        return guarded(Stage.VALIDATE, Reason.NOT_JSON, () -> validator.validate(arrival.value(), askedAt));
    }

    private Outcome<Interpreted> interpreted(SegmentRequest request, boolean ignoreUnread) {
        return guarded(
                Stage.INTERPRET,
                Reason.NOT_UNDERSTOOD,
                () -> interpreter
                        .interpret(
                                request.prompt(),
                                new PromptInterpreter.Context(request.day(), request.carModel(), ignoreUnread))
                        .map(reading -> new Interpreted(
                                new Intent(request.carModel(), reading.criteria(), reading.required()),
                                headers(reading))));
    }

    private ParsedRequest planned(Interpreted read) {
        return new ParsedRequest(
                guarded(Stage.PLAN, Reason.TOO_COMPLEX, () -> planner.apply(read.intent())), read.headers());
    }

    private static ParsedRequest refused(Failure failure) {
        return new ParsedRequest(Outcome.failed(failure), ReadingHeaders.none());
    }

    private static ReadingHeaders headers(Reading reading) {
        return ReadingHeaders.of(reading.criteria(), reading.ignored());
    }

    /** The intent of a prompt, and the headers that report in the answer how it was read. */
    private record Interpreted(Intent intent, ReadingHeaders headers) {}

    private interface Step<T> {
        Outcome<T> outcome();
    }

    /** Runs a stage. An exception, which would be a bug, fails this request and no other. */
    private static <T> Outcome<T> guarded(Stage stage, Reason ifItThrows, Step<T> step) {
        try {
            return step.outcome();
        } catch (RuntimeException | StackOverflowError bug) {
            Bugs.log(LOG, "stage threw", stage, bug);
            return Outcome.failed(
                    new Failure(stage, ifItThrows, "The request could not be read because of an error on our side"));
        }
    }
}
