package io.customersegment.benchmark;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The instances of one application: one process each, with a directory of its own and no other difference.
 *
 * <p><i>Threads:</i> used by one.
 */
final class Fleet implements AutoCloseable {

    /** The number of partitions of a fleet's requests topic: a multiple of 2, 3 and 4 instances. */
    static final int PARTITIONS = 12;

    /** The calls that the service accepts, which is also the setting of the fleet. */
    static final int CALLS_PER_SECOND = RateLimits.CALLS_PER_SECOND;

    /**
     * The interval over which arriving calls are counted. Calls that left at an even rate may arrive in a burst when processes get no
     * processor for a while, so a single second would rather measure the machine.
     */
    static final int SPAN_SECONDS = 5;

    /**
     * The maximum number of calls that may arrive in that interval: one in a hundred may have taken longer or shorter to arrive than the
     * rest.
     */
    static final int MOST_IN_SPAN = CALLS_PER_SECOND * SPAN_SECONDS * 101 / 100;

    /** A stand-in without a limit, so that calls beyond the budget are counted and change nothing. */
    static final List<String> STAND_IN = List.of("--latency", "PT0.05S", "--items", "10");

    /** The contender that the instances run. */
    static final Contender CONTENDER = Contender.OURS_EXACTLY_ONCE;

    /** The number of requests after which an instance that is compiled quickly makes its calls at full speed. */
    static final int WARMING = 5_000;

    /**
     * Compiles quickly instead of well, for instances that run for a minute. Several JVMs that start on two cores would otherwise need a
     * minute or two for their compilers, during which they make fewer calls than allowed.
     */
    static final List<String> QUICKLY_COMPILED = List.of("-XX:TieredStopAtLevel=1");

    private static final Pattern RUNNING = Pattern.compile("processor state=\"?RUNNING");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Lab lab;
    private final Map<String, String> settings;
    private final List<String> javaOptions;
    private final Deque<Child> instances = new ArrayDeque<>();
    private int started;

    /**
     * Creates a new application without instances.
     *
     * @param requests the topic of its requests
     * @param more further settings
     * @param javaOptions further options of its JVMs
     */
    Fleet(Lab lab, String requests, Map<String, String> more, List<String> javaOptions) {
        Map<String, String> own = new HashMap<>(more);
        own.put("request.topic", requests);
        own.put("enrich.calls.per.second", Integer.toString(CALLS_PER_SECOND));
        this.lab = lab;
        this.settings = lab.settings(CONTENDER, own);
        this.javaOptions = javaOptions;
    }

    /** Starts the given number of additional instances at once, and waits until each has joined. */
    void start(int more) {
        startWith(Map.of(), more);
    }

    /** Starts the given number of additional instances at once with further settings, and waits until each has joined. */
    void startWith(Map<String, String> further, int more) {
        List<Child> joining = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            joining.add(launch(further));
        }
        joining.forEach(instance -> instance.awaitLine(RUNNING, START));
    }

    /** Starts one more instance with further settings, without waiting. */
    Child launch(Map<String, String> further) {
        started++;
        Map<String, String> own = new HashMap<>(settings);
        own.put(
                "kafka.state.dir",
                lab.file("state-" + settings.get("application.id") + "-" + started)
                        .toString());
        own.putAll(further);
        Child instance = CONTENDER.start(own, lab.file("answers"), javaOptions);
        instances.add(instance);
        return instance;
    }

    /** Stops the oldest instance gracefully, and waits until it has ended. */
    void stopOldest() {
        try (Child oldest = instances.remove()) {
            oldest.terminate();
            oldest.awaitExit(STOP);
        }
    }

    /** Kills the oldest instance. */
    void killOldest() {
        instances.remove().close();
    }

    /** Stops all instances at once gracefully, and waits until they have ended. */
    void stopAll() {
        instances.forEach(Child::terminate);
        while (!instances.isEmpty()) {
            stopOldest();
        }
    }

    /** Returns the instance that was started last. */
    Child newest() {
        return instances.getLast();
    }

    /** Returns its topics. */
    Settings.Topics topics() {
        return SettingsReader.read(null, Map.of(), settings).topics();
    }

    @Override
    public void close() {
        while (!instances.isEmpty()) {
            instances.remove().close();
        }
    }
}
