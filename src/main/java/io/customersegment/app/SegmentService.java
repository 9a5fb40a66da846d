package io.customersegment.app;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.enrich.Suppressions;
import io.customersegment.topology.Disclosure;
import io.customersegment.topology.NodeLoad;
import io.customersegment.topology.ReadAhead;
import io.customersegment.topology.SegmentTopology;
import io.customersegment.topology.StreamsProperties;
import io.customersegment.topology.TopicRefusals;
import io.customersegment.wire.Pseudonyms;
import io.customersegment.wire.SegmentJson;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running processor: Kafka Streams with the topology, and the access to Personalize.
 *
 * <p>Longer than 300 lines because it is the lifecycle of all parts: they start in one order, are watched together, and stop in the
 * reverse order.
 *
 * <p><i>Threads:</i> safe to use from any thread; closing is idempotent.
 */
public final class SegmentService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentService.class);
    private static final int ADMIN_MILLIS = 15_000;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration DRAIN_LOOK = Duration.ofMillis(20);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TopicWatch topicWatch;
    private final Fleet fleet;
    private final PersonalizeAccess personalize;
    private final SegmentTopology topology;
    private final @Nullable ReadAhead readAhead;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final @Nullable Endpoint endpoint;
    private final AtomicBoolean scraped = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private SegmentService(
            Settings settings,
            Properties properties,
            Fleet fleet,
            Wiring wiring,
            TopicRefusals refusals,
            TopicWatch topicWatch) {
        this.topicWatch = topicWatch;
        this.fleet = fleet;
        String applicationId = settings.kafka().applicationId();
        StreamsProperties.addMember(properties, fleet.instance());
        Suppressions suppressions = new Suppressions(Clock.systemUTC());
        SuppressionsAge suppressionsAge =
                new SuppressionsAge(settings.disclosure().suppressionsMaxAge(), System::nanoTime);
        BooleanSupplier suppressionsCurrent = settings.topics().suppresses() ? suppressionsAge::current : () -> true;
        Pseudonyms pseudonyms = Pseudonyms.from(settings.disclosure().pseudonym());
        this.personalize = PersonalizeAccess.open(
                settings,
                new SegmentJson(pseudonyms, settings.disclosure().shows(SegmentJson.INTEREST)),
                suppressions,
                fleet.budget(),
                fleet.segments().with(settings, wiring.catalogueVersion(), pseudonyms, meters),
                meters);
        this.topology = new SegmentTopology(
                settings,
                wiring.validator(),
                wiring.interpreter(),
                wiring.planner()::plan,
                wiring.catalogueVersion(),
                personalize.segments(),
                personalize.senders(settings),
                new Disclosure(
                        suppressions,
                        suppressionsCurrent,
                        settings.disclosure().minCustomers(),
                        pseudonyms == null ? null : pseudonyms.keyId()),
                Clock.systemUTC(),
                refusals,
                new AnswerMeters(meters));
        AnswerMeters.gauge(meters, topology::load, personalize.segments()::backpressure, Clock.systemUTC());
        Gauge.builder("segment.parked", topology::parked)
                .description("Requests that are kept until a restart because no topic takes their answers")
                .register(meters);
        if (settings.topics().suppresses()) {
            Gauge.builder("segment.suppressions", suppressions, Suppressions::size)
                    .description("Customers on the list of those who may be in no answer")
                    .strongReference(true)
                    .register(meters);
            Gauge.builder("segment.suppressions.age", suppressionsAge, SuppressionsAge::seconds)
                    .description(
                            "How long ago all suppressions on the topic were known; past suppression.max.age.ms nothing is answered")
                    .baseUnit("seconds")
                    .strongReference(true)
                    .register(meters);
        }
        // On a single processor, reading ahead would only switch threads.
        this.readAhead = Runtime.getRuntime().availableProcessors() > 1 ? topology.readAhead() : null;
        this.streams = new KafkaStreams(
                topology.build(),
                properties,
                new StreamsClients(
                        applicationId,
                        fleet.instance(),
                        () -> topology.load().inFlight() > 0,
                        topology::full,
                        readAhead == null ? polled -> {} : readAhead::polled,
                        refusals,
                        suppressionsAge));
        streams.setUncaughtExceptionHandler(new ThreadReplacement(Clock.systemUTC(), topicWatch::diagnose));
        streams.setStateListener((now, before) -> changed(now));
        this.streamsMetrics = new KafkaStreamsMetrics(streams);
        this.endpoint = settings.http().port() < 0 ? null : serve(settings.http(), suppressionsCurrent);
    }

    /** The port of metrics and health; -1 if they are not served. */
    public int httpPort() {
        return endpoint == null ? -1 : endpoint.port();
    }

    private Endpoint serve(Settings.Http where, BooleanSupplier suppressionsCurrent) {
        Endpoint open = Endpoint.open(
                where,
                this::scrape,
                new Health(
                        streams::state,
                        this::threadRunning,
                        this::heartbeatSeconds,
                        suppressionsCurrent,
                        personalize::circuitOpen));
        LOG.atInfo()
                .addKeyValue("address", where.address())
                .addKeyValue("port", open.port())
                .log("serving metrics and health");
        return open;
    }

    /**
     * Returns the metrics. Binds those of the JVM and of Kafka Streams at the first scrape: there are hundreds, and a start should not wait
     * for them.
     */
    private String scrape() {
        if (scraped.compareAndSet(false, true)) {
            List.of(
                            new JvmMemoryMetrics(),
                            new JvmThreadMetrics(),
                            new ProcessorMetrics(),
                            new UptimeMetrics(),
                            streamsMetrics)
                    .forEach(binder -> binder.bindTo(meters));
        }
        return meters.scrape();
    }

    private boolean threadRunning() {
        return streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> thread.threadState().equals("RUNNING"));
    }

    /** Returns the seconds since the last heartbeat of any stream thread; -1 if none was sent yet. */
    private double heartbeatSeconds() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .mapToDouble(seconds -> ((Number) seconds).doubleValue())
                .filter(seconds -> seconds >= 0)
                .min()
                .orElse(-1);
    }

    /**
     * Checks the settings before they are used for anything, and returns them.
     *
     * @throws ConfigException if no processor would start with them; it names the key
     */
    public static Settings checked(Settings settings) {
        StreamsProperties.of(settings);
        return settings;
    }

    /**
     * Starts the processor; it answers requests once {@link #awaitRunning} returns.
     *
     * @throws ConfigException under the conditions of {@link #checked}
     * @throws KafkaException if the cluster cannot be reached, or a topic is missing or does not fit; it names the topic
     */
    public static SegmentService start(Settings settings) {
        Properties properties = StreamsProperties.of(settings);
        Fleet fleet = Fleet.join(settings, new StreamsConfig(properties).getString(StreamsConfig.STATE_DIR_CONFIG));
        try {
            return start(settings, properties, fleet);
        } catch (RuntimeException refused) {
            fleet.close();
            throw refused;
        }
    }

    private static SegmentService start(Settings settings, Properties properties, Fleet fleet) {
        TopicRefusals refusals = new TopicRefusals(settings);
        // In parallel with the topic watch, because each takes a quarter of a second of the start.
        CompletableFuture<Wiring> wired = CompletableFuture.supplyAsync(() -> Wiring.from(settings));
        TopicWatch topicWatch = TopicWatch.open(settings, refusals);
        Wiring wiring = awaited(wired, topicWatch);
        LOG.atInfo()
                .addKeyValue("cluster", settings.kafka().bootstrapServers())
                .addKeyValue("application", settings.kafka().applicationId())
                .addKeyValue("guarantee", settings.kafka().guarantee().word())
                .addKeyValue("requests", settings.topics().requests())
                .addKeyValue("results", settings.topics().results())
                .addKeyValue("errors", settings.topics().errors())
                .addKeyValue(
                        "personalize",
                        settings.personalize().endpoint().isEmpty()
                                ? settings.personalize().campaignArn()
                                : settings.personalize().endpoint())
                .log("starting");
        SegmentService service = new SegmentService(settings, properties, fleet, wiring, refusals, topicWatch);
        fleet.segments().awaitYoung();
        service.streams.start();
        return service;
    }

    /**
     * Waits until requests are being answered.
     *
     * @throws IllegalStateException if the processor dies or two minutes pass first
     */
    public void awaitRunning() {
        try {
            if (!running.await(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The processor was not running after " + START_TIMEOUT.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the processor was starting", interrupted);
        }
        if (ended.getCount() == 0) {
            throw new IllegalStateException("The processor ended while it was starting; the log says why");
        }
    }

    /**
     * Waits until the processor has ended.
     *
     * @return true if it was stopped, false if it died
     */
    public boolean awaitEnd() throws InterruptedException {
        ended.await();
        return streams.state() != KafkaStreams.State.ERROR;
    }

    /**
     * Waits some seconds for the answers in flight, commits, leaves the group and stops the processor, all within ten seconds. Another
     * instance, or this one after its next start, takes up the requests that are still unanswered.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        drain();
        streams.close(CloseOptions.timeout(STOP_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (readAhead != null) {
            readAhead.close();
        }
        topicWatch.close();
        personalize.close();
        fleet.close();
        if (endpoint != null) {
            endpoint.close();
        }
        streamsMetrics.close();
    }

    private void drain() {
        topology.drain();
        long giveUp = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        while (streams.state().isRunningOrRebalancing()
                && unfinished(topology.load())
                && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(DRAIN_LOOK.toNanos());
        }
    }

    /** Whether answers are in flight, or kept until a commit without which the next instance would send them again. */
    private static boolean unfinished(NodeLoad load) {
        return load.inFlight() > 0 || load.deferred() > 0;
    }

    private void changed(KafkaStreams.State state) {
        LOG.atInfo().addKeyValue("state", state).log("processor");
        switch (state) {
            case RUNNING -> running.countDown();
            case ERROR, NOT_RUNNING -> {
                ended.countDown();
                running.countDown();
            }
            default -> {}
        }
    }

    private static Wiring awaited(CompletableFuture<Wiring> wired, TopicWatch topicWatch) {
        try {
            return wired.join();
        } catch (CompletionException fault) {
            topicWatch.close();
            throw fault.getCause() instanceof RuntimeException refusal ? refusal : fault;
        }
    }

    /** Returns an admin client of the configured cluster; the caller must close it. */
    public static Admin admin(Settings.Kafka kafka) {
        Map<String, Object> properties = ClientProperties.of(kafka);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS / 2);
        return Admin.create(properties);
    }
}
