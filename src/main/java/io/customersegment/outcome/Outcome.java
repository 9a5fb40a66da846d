package io.customersegment.outcome;

import java.util.function.Function;

/** The result of a stage: a value, or the failure that ends the request. Immutable if its value is. */
public sealed interface Outcome<T> {

    /** The stage succeeded. */
    record Ok<T>(T value) implements Outcome<T> {}

    /** The stage failed; later stages are skipped. */
    record Failed<T>(Failure failure) implements Outcome<T> {}

    /** Returns a success. */
    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value);
    }

    /** Returns a failure. */
    static <T> Outcome<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /** Returns the next stage's outcome, or this failure unchanged. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Outcome::failed);
    }

    /** Returns the outcome with its value replaced, or this failure unchanged. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return then(value -> ok(change.apply(value)));
    }

    /** Whether this is a failure for the reason. */
    default boolean failedFor(Reason reason) {
        return fold(value -> false, failure -> failure.reason() == reason);
    }

    /** Applies the function for the case at hand; the only method that distinguishes the cases. */
    default <R> R fold(Function<? super T, ? extends R> ok, Function<? super Failure, ? extends R> failed) {
        if (this instanceof Ok<T> success) {
            return ok.apply(success.value());
        }
        return failed.apply(((Failed<T>) this).failure());
    }
}
