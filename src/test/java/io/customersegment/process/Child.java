package io.customersegment.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A child process of this JVM. It is killed when it is closed, and when this JVM exits.
 *
 * <p>Its output is written to a file, whose end is quoted in the messages of failures. Signals and memory figures are those of Linux.
 */
public final class Child implements AutoCloseable {

    private static final int TAIL_CHARACTERS = 4000;

    private final String name;
    private final Process process;
    private final Path output;
    private final Thread killer = new Thread(this::kill);

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts a command.
     *
     * @param name identifies the process in messages
     * @param environment the variables added to the environment of this process
     */
    public static Child start(String name, List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile(name, ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Child(name, builder.start(), output);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Starts a JVM with the class path of this JVM. */
    public static Child java(String name, List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return start(name, command, Map.of());
    }

    /** Waits until the pattern is found in the output. */
    public Matcher awaitLine(Pattern pattern, Duration atMost) {
        return Awaitility.await(name + " to print " + pattern)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            Matcher matcher = pattern.matcher(output());
                            if (!matcher.find() && !process.isAlive()) {
                                throw new IllegalStateException(this + " ended:\n" + tail());
                            }
                            matcher.reset();
                            return matcher;
                        },
                        Matcher::find);
    }

    /** Returns the complete output of the process. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Returns the end of the output. */
    public String tail() {
        String all = output();
        return all.substring(Math.max(0, all.length() - TAIL_CHARACTERS));
    }

    /** Whether the process is alive; it may be suspended. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Kills the process immediately (SIGKILL), and waits until it has exited. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** Requests the process to terminate (SIGTERM), without waiting. */
    public void terminate() {
        process.destroy();
    }

    /** Waits until the process has exited, and returns its exit code. */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(this + " has not ended after " + atMost + ":\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + this, interrupted);
        }
    }

    /** Suspends the process (SIGSTOP). */
    public void suspend() {
        signal("STOP");
    }

    /** Resumes the process (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        run("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** Runs a full garbage collection in the process, which must be a JVM, and waits for its end. */
    public void collectGarbage() {
        run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid()), "GC.run");
    }

    private void run(String... command) {
        try {
            int exit = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(String.join(" ", command) + " did not reach " + this);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reaching " + this, interrupted);
        }
    }

    /** Returns the CPU time that all threads of the process have used so far. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** Returns the peak resident memory of the process, in bytes ({@code VmHWM} in proc(5)). */
    public long peakMemoryBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        throw new IllegalStateException("Nothing is known of the memory of " + this);
    }

    /** Returns the files mapped into the memory of the process, one per line, among other mappings ({@code maps} in proc(5)). */
    public String maps() {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
            Files.deleteIfExists(output);
        } catch (IllegalStateException stopping) {
            // the JVM is shutting down, and the hook runs
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public String toString() {
        return name + " (process " + process.pid() + ")";
    }
}
