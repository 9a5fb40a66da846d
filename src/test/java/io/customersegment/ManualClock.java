package io.customersegment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the test moves. */
public final class ManualClock extends Clock {

    /** The time at which it starts unless another is given. */
    public static final Instant START = Instant.parse("2024-06-15T12:00:00Z");

    private Instant now;

    /** Creates a clock that stands at {@link #START}. */
    public ManualClock() {
        this(START);
    }

    /** Creates a clock that stands at the given time. */
    public ManualClock(Instant start) {
        this.now = start;
    }

    /** Moves the clock; a negative duration moves it back. */
    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
