package io.customersegment.app;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.enrich.Admission;
import io.customersegment.enrich.CallBudget;
import io.customersegment.enrich.MeteredSource;
import io.customersegment.enrich.ResilientSource;
import io.customersegment.enrich.SegmentAssembler;
import io.customersegment.enrich.SegmentCache;
import io.customersegment.enrich.SegmentEncoder;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.enrich.Sharing;
import io.customersegment.enrich.Suppressions;
import io.customersegment.fleet.FleetBudget;
import io.customersegment.personalize.PersonalizeSource;
import io.customersegment.topology.Senders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Builds the chain of decorators through which Personalize is called, from the cache on the outside to the SDK's client. */
final class PersonalizeAccess implements AutoCloseable {

    private final PersonalizeSource personalize;
    private final ScheduledExecutorService timer;
    private final ResilientSource calls;
    private final Admission admission;
    private final SegmentSource segments;

    private PersonalizeAccess(
            PersonalizeSource personalize,
            ScheduledExecutorService timer,
            ResilientSource calls,
            Admission admission,
            SegmentSource segments) {
        this.personalize = personalize;
        this.timer = timer;
        this.calls = calls;
        this.admission = admission;
        this.segments = segments;
    }

    /**
     * Opens the access to Personalize; makes no call yet.
     *
     * @param encoder encodes segments
     * @param suppressions the customers who are left out of segments
     * @param budget the budget that is shared with other instances, null if this instance has its own
     * @param sharing the answers that are shared with other instances
     */
    static PersonalizeAccess open(
            Settings settings,
            SegmentEncoder encoder,
            Suppressions suppressions,
            @Nullable FleetBudget budget,
            Sharing sharing,
            MeterRegistry meters) {
        Ticker ticker = Ticker.systemTicker();
        Clock clock = Clock.systemUTC();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "segment-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        PersonalizeSource personalize = PersonalizeSource.open(settings.personalize());
        ResilientSource calls = ResilientSource.around(
                MeteredSource.around(personalize, meters, ticker),
                settings.resilience(),
                budget == null ? CallBudget.of(settings.resilience().callsPerSecond()) : budget,
                settings.personalize().maxConnections(),
                timer,
                ticker,
                clock);
        SegmentAssembler assembler = new SegmentAssembler(
                calls, encoder, suppressions, settings.node(), settings.cache(), sharing, timer, ticker, clock);
        Admission admission = new Admission(settings.node().deadline(), calls::callsPerSecond, calls::outage);
        if (budget != null) {
            budget.demand(() -> calls.demand(admission.takeHeld()));
            budget.meter(meters);
        }
        SegmentCache cache = SegmentCache.around(
                admission.counting(assembler::load),
                calls::idle,
                admission::backpressure,
                suppressions,
                settings.cache(),
                sharing,
                ticker);
        cache.meter(meters);
        calls.meter(meters);
        return new PersonalizeAccess(personalize, timer, calls, admission, cache);
    }

    /** The source that answers queries. */
    SegmentSource segments() {
        return segments;
    }

    /** Returns the limits on the calls that each sender may cause. May be called from any thread. */
    Senders senders(Settings settings) {
        return Senders.of(settings, calls::callsPerSecond, admission::callsPerLoad, Clock.systemUTC());
    }

    /** Whether calls are suspended because too many failed. May be called from any thread. */
    boolean circuitOpen() {
        return calls.circuitOpen();
    }

    /** Cancels the calls in flight. */
    @Override
    public void close() {
        timer.shutdownNow();
        personalize.close();
    }
}
