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
 * The instances of one application, a process each, with a directory of its own and no other difference.
 *
 * <p><i>Threads:</i> used by one.
 */
final class Fleet implements AutoCloseable {

    /** How many partitions the requests of a fleet have: a multiple of 2, 3 and 4 instances. */
    static final int PARTITIONS = 12;

    /** What the service takes, and what a fleet is told that it takes. */
    static final int CALLS_PER_SECOND = RateLimits.CALLS_PER_SECOND;

    /**
     * What calls are counted over as they arrive. Of calls that left evenly many may arrive at once where processes have no processor for
     * a while, so a single second would tell more of the machine.
     */
    static final int SPAN_SECONDS = 5;

    /** How many calls may arrive within that: one in a hundred may have been on its way for longer or shorter than the rest. */
    static final int MOST_IN_SPAN = CALLS_PER_SECOND * SPAN_SECONDS * 101 / 100;

    /** Answers however many calls come in, so that those beyond what it is said to take are seen and change nothing. */
    static final List<String> STAND_IN = List.of("--latency", "PT0.05S", "--items", "10");

    /** Who the instances are. */
    static final Contender CONTENDER = Contender.OURS_EXACTLY_ONCE;

    /** How many requests an instance answers until it makes its calls as fast as it may. */
    static final int WARMING = 5_000;

    /**
     * Compiles quickly instead of well. What is measured is how a budget is shared; several JVMs that start on two cores would otherwise take a
     * minute or two for their compilers, in which they make fewer calls than they may.
     */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    private static final Pattern RUNNING = Pattern.compile("processor state=\"?RUNNING");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Lab lab;
    private final Map<String, String> settings;
    private final Deque<Child> instances = new ArrayDeque<>();
    private int started;

    /**
     * An application that nobody used before, without instances.
     *
     * @param requests the topic of its requests
     * @param more further settings
     */
    Fleet(Lab lab, String requests, Map<String, String> more) {
        Map<String, String> own = new HashMap<>(more);
        own.put("request.topic", requests);
        own.put("enrich.calls.per.second", Integer.toString(CALLS_PER_SECOND));
        this.lab = lab;
        this.settings = lab.settings(CONTENDER, own);
    }

    /** Starts so many more instances at once, and waits until each has joined. */
    void start(int more) {
        startWith(Map.of(), more);
    }

    /** Starts so many more instances at once with further settings, and waits until each has joined. */
    void startWith(Map<String, String> further, int more) {
        List<Child> joining = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            joining.add(launch(further));
        }
        joining.forEach(instance -> instance.awaitLine(RUNNING, START));
    }

    /** Starts one more with further settings, and does not wait. */
    Child launch(Map<String, String> further) {
        started++;
        Map<String, String> own = new HashMap<>(settings);
        own.put(
                "kafka.state.dir",
                lab.file("state-" + settings.get("application.id") + "-" + started)
                        .toString());
        own.putAll(further);
        Child instance = CONTENDER.start(own, lab.file("answers"), JAVA_OPTIONS);
        instances.add(instance);
        return instance;
    }

    /** Stops the instance that was started first in good order, and waits until it has ended. */
    void stopOldest() {
        try (Child oldest = instances.remove()) {
            oldest.terminate();
            oldest.awaitExit(STOP);
        }
    }

    /** Kills the instance that was started first. */
    void killOldest() {
        instances.remove().close();
    }

    /** Stops all at once in good order, and waits until they have ended. */
    void stopAll() {
        instances.forEach(Child::terminate);
        while (!instances.isEmpty()) {
            stopOldest();
        }
    }

    /** The instance that was started last. */
    Child newest() {
        return instances.getLast();
    }

    /** Where its answers are. */
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
