package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose time only advances when a test advances it, and which runs tasks on the calling thread; also the ticker for that time.
 */
public final class ManualTimer extends ScheduledThreadPoolExecutor implements Ticker {

    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_000_000L;

    public ManualTimer() {
        super(0);
    }

    @Override
    public long read() {
        return now;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, now + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    /** Returns a clock that shows the given time now and follows this timer. */
    public Clock clock(Instant start) {
        long began = now;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return start.plusNanos(now - began);
            }
        };
    }

    /** Advances the time and runs the tasks that fall due, in order. */
    public void advance(Duration duration) {
        long until = now + duration.toNanos();
        while (true) {
            Task next = tasks.stream()
                    .filter(task -> task.at <= until)
                    .min(Comparator.comparingLong(task -> task.at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            tasks.remove(next);
            now = Math.max(now, next.at);
            next.run();
        }
        now = until;
    }

    /** Advances the time without running tasks, then runs those that fell due, like a machine that stalled. */
    void late(Duration duration) {
        now += duration.toNanos();
        advance(Duration.ZERO);
    }

    /** Returns the number of pending tasks that have not been cancelled. */
    int waiting() {
        return (int) tasks.stream().filter(task -> !task.isCancelled()).count();
    }

    private final class Task extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {

        private final long at;

        Task(Runnable command, long at) {
            super(command, null);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
