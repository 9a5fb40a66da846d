package io.customersegment.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The machine that the benchmark runs on; Linux only. */
final class Machine {

    private static final Path PROC = Path.of("/proc");
    private static final int TICK_MILLIS = 10;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STEAL = 8;

    private Machine() {}

    /** Describes, in a line, the machine as needed to interpret the figures. */
    static String description() {
        String memory = value("meminfo", "MemTotal");
        return Runtime.getRuntime().availableProcessors() + " cores of " + value("cpuinfo", "model name") + ", "
                + Math.round(Long.parseLong(memory.replaceAll("\\D", "")) / 1024.0 / 1024) + " GB memory, JDK "
                + System.getProperty("java.vm.version") + " (" + System.getProperty("java.vm.name") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** Returns the processor time that all processes and the system have used since the machine started, over all cores. */
    static Duration busy() {
        String[] ticks = lines("stat").get(0).split("\\s+", -1);
        long busy = 0;
        for (int i = 1; i <= STEAL; i++) {
            busy += i == IDLE || i == WAITING ? 0 : Long.parseLong(ticks[i]);
        }
        return Duration.ofMillis(busy * TICK_MILLIS);
    }

    private static String value(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown " + name);
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(PROC.resolve(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
