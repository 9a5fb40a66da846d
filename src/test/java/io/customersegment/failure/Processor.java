package io.customersegment.failure;

import io.customersegment.process.Child;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A processor in a JVM of its own, started with the user's command; closing kills it. */
final class Processor implements AutoCloseable {

    private static final Pattern RUNNING = Pattern.compile("processor state=\"?RUNNING");
    private static final Pattern RUNNING_AGAIN = Pattern.compile(RUNNING + ".*" + RUNNING, Pattern.DOTALL);
    private static final Pattern SERVING = Pattern.compile("serving metrics and health .*port=\"?(\\d+)");
    private static final Pattern THREAD_DIED = Pattern.compile("stream thread died");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Map<String, String> SMALL = Map.of("JAVA_OPTS", "-Xmx384m -XX:TieredStopAtLevel=1");

    private final Child child;

    private Processor(Child child) {
        this.child = child;
    }

    /** Starts a processor, without waiting until it answers requests. */
    static Processor start(String name, Map<String, String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of("bin", "customer-segment").toString());
        command.add("run");
        flags.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return new Processor(Child.start(name, command, SMALL));
    }

    /** Waits until it answers requests. */
    Processor awaitRunning() {
        awaitLine(RUNNING);
        return this;
    }

    /** Waits until it answers requests again after an interruption. */
    void awaitRunningAgain() {
        awaitLine(RUNNING_AGAIN);
    }

    /** Returns its current metrics as scraped; empty while it does not serve them. */
    String metrics() {
        Matcher port = child.awaitLine(SERVING, START);
        HttpRequest scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + "/metrics"))
                .timeout(STOP)
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(scrape, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until it has printed a matching line. */
    void awaitLine(Pattern pattern) {
        child.awaitLine(pattern, START);
    }

    /** Returns how often it has printed a matching line. */
    long printed(Pattern pattern) {
        return pattern.matcher(child.output()).results().count();
    }

    /** Returns its whole output. */
    String output() {
        return child.output();
    }

    /** Returns its name and the end of its output. */
    String tail() {
        return child + ":\n" + child.tail();
    }

    /** Returns how often it was assigned tasks. */
    long rebalances() {
        return printed(RUNNING);
    }

    /** Returns how many of its stream threads have died. */
    long deadThreads() {
        return printed(THREAD_DIED);
    }

    /** Kills it (SIGKILL). */
    void kill() {
        child.kill();
    }

    /** Suspends it (SIGSTOP). */
    void suspend() {
        child.suspend();
    }

    /** Resumes it (SIGCONT). */
    void resume() {
        child.resume();
    }

    /** Stops it gracefully (SIGTERM). */
    void stop() {
        child.terminate();
        child.awaitExit(STOP);
    }

    /** Waits for its end and returns its exit code. */
    int exitCode() {
        return child.awaitExit(START);
    }

    @Override
    public void close() {
        child.close();
    }
}
