package io.customersegment.benchmark;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of a contender on the requests of a lab, from the start of its process until the given number are answered.
 *
 * @param stretches from the start to the first milestone, from there to the next, and so on
 * @param errors the number of answers that were error records
 * @param doubled the number of answers to requests that were answered already
 * @param peakMemoryBytes the peak resident memory of its process
 * @param examples distinct results of the contender
 */
record Run(
        Contender contender,
        List<Stretch> stretches,
        int errors,
        int doubled,
        long peakMemoryBytes,
        List<byte[]> examples) {

    Run {
        stretches = List.copyOf(stretches);
        examples = List.copyOf(examples);
    }

    /**
     * Runs the contender.
     *
     * @param milestones the number of answers at the end of each stretch, ascending
     * @param answers the file with the answers of an identity topology
     * @throws IllegalStateException if no answer arrives for a minute, or the contender ended; its message has the end of the contender's
     *     output
     */
    static Run of(Contender contender, Lab lab, Map<String, String> more, List<Integer> milestones, Path answers) {
        Map<String, String> settings = lab.settings(contender, more);
        Settings.Topics topics = SettingsReader.read(null, Map.of(), settings).topics();
        try (Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), topics, Oracle.Listener.NONE)) {
            Reading before = reading(lab, Duration.ZERO, 0);
            try (Child child = contender.start(settings, answers, List.of())) {
                List<Stretch> stretches = new ArrayList<>();
                for (int milestone : milestones) {
                    oracle.awaitAnswers(milestone, child);
                    Reading after = reading(lab, child.cpu(), oracle.answers());
                    stretches.add(new Stretch(before, after));
                    before = after;
                }
                return new Run(
                        contender,
                        stretches,
                        oracle.errors(),
                        oracle.doubled(),
                        child.peakMemoryBytes(),
                        oracle.examples());
            }
        }
    }

    /** Returns the number of calls that the contender made. */
    long calls() {
        return stretches.stream().mapToLong(Stretch::calls).sum();
    }

    /** Writes the example results to a file, one per line, for an identity topology to return. */
    void writeAnswers(Path file) {
        try {
            Files.write(
                    file,
                    examples.stream()
                            .map(json -> new String(json, StandardCharsets.UTF_8))
                            .toList());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Reading reading(Lab lab, Duration contender, int answers) {
        long now = System.nanoTime();
        return new Reading(
                answers,
                now,
                lab.tally(),
                contender,
                lab.brokerCpu(),
                lab.standInCpu(),
                ProcessHandle.current().info().totalCpuDuration().orElseThrow(),
                Machine.busy());
    }
}
