package io.customersegment.cli;

import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.console.Console;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Runs the whole pipeline in this process, or all of it except the processor: a real broker and the Personalize emulator. */
final class LocalPipeline implements AutoCloseable {

    /** No endpoint, because several pipelines may run at once and none is scraped. */
    private static final Map<String, String> NO_ENDPOINT = Map.of("http.port", "-1");

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Thread stop = new Thread(this::stop, "stop");
    private final SettingsOptions options;
    private final Map<String, String> defaults;
    private final Map<String, String> fixed = new HashMap<>();
    private final Settings settings;
    private final Emulator emulator;

    private LocalPipeline(
            SettingsOptions options,
            DataOptions data,
            Map<String, String> ofCommand,
            LocalDate day,
            Progress progress) {
        this.options = options;
        this.defaults = new HashMap<>(NO_ENDPOINT);
        defaults.putAll(ofCommand);
        defaults.putAll(data.settings());
        Runtime.getRuntime().addShutdownHook(stop);
        CompletableFuture<Broker> starting =
                CompletableFuture.supplyAsync(() -> Broker.start(BrokerSettings.temporary()));
        closeLater(() -> starting.handle(LocalPipeline::closed).join());
        Settings asked = options.read(defaults, Map.of());
        DataOptions.Loaded customers = data.load(asked, day, progress);
        emulator = Emulator.start(
                EmulatorSettings.onPort(0).withCampaign(asked.personalize().campaignArn()),
                customers.data().dataset(),
                Wiring.from(asked).templates().all());
        closeLater(emulator::close);
        String bootstrapServers = starting.join().bootstrapServers();
        progress.done("broker at " + bootstrapServers + ", Personalize emulator at " + emulator.endpoint() + " with "
                + customers);
        fixed.put("bootstrap.servers", bootstrapServers);
        fixed.put("personalize.endpoint", emulator.endpoint().toString());
        settings = options.read(defaults, fixed);
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            TopicDeclarations.named(settings.topics()).create(admin, Map.of());
        }
    }

    /**
     * Starts broker, emulator and processor, and returns when requests are being answered. Ctrl-C stops them in an orderly way, too.
     *
     * @param defaults the command's own settings, used where no flag sets another value
     * @param day the day of the invented customers
     */
    static LocalPipeline start(
            SettingsOptions options, DataOptions data, Map<String, String> defaults, LocalDate day, Progress progress) {
        LocalPipeline pipeline = new LocalPipeline(options, data, defaults, day, progress);
        SegmentService service = SegmentService.start(pipeline.settings);
        pipeline.closeLater(service::close);
        if (service.httpPort() >= 0) {
            pipeline.fixed.put("console.processors", "http://127.0.0.1:" + service.httpPort());
        }
        service.awaitRunning();
        progress.done("processor running");
        return pipeline;
    }

    /** Starts broker and emulator only, with the topics, for a processor that is started separately with {@link #settings()}. */
    static LocalPipeline withoutProcessor(
            SettingsOptions options, Map<String, String> defaults, LocalDate day, Progress progress) {
        return new LocalPipeline(options, new DataOptions(), defaults, day, progress);
    }

    /** The settings with which a client reaches the pipeline, and a processor reaches broker and emulator. */
    Settings settings() {
        return settings;
    }

    /** Opens a console that sends requests to the pipeline and watches it. */
    Console console() {
        Console console = Console.open(options.read(defaults, fixed), Clock.systemUTC());
        closeLater(console::close);
        return console;
    }

    /** The Personalize emulator, e.g. to inject faults. */
    Emulator emulator() {
        return emulator;
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException alreadyStopping) {
            // the hook stops everything, or finds it stopped
        }
    }

    private static boolean closed(@Nullable Broker broker, @Nullable Throwable notStarted) {
        if (broker != null) {
            broker.close();
        }
        return notStarted == null;
    }

    private synchronized void closeLater(Runnable closer) {
        closers.push(closer);
    }

    private synchronized void stop() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
