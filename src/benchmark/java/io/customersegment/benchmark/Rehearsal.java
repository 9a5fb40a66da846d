package io.customersegment.benchmark;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of customer-segment that is not measured. Its graceful stop leaves the class archive that later starts use. */
final class Rehearsal {

    private static final Duration STOP = Duration.ofSeconds(30);

    private Rehearsal() {}

    static void run() {
        try (Lab lab = Lab.open(List.of("--latency", "PT0.05S", "--items", "10"))) {
            lab.publish(1, BenchmarkRequests::value);
            Map<String, String> settings = lab.settings(Contender.OURS_EXACTLY_ONCE, Map.of());
            Settings.Topics topics =
                    SettingsReader.read(null, Map.of(), settings).topics();
            try (Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), topics, Oracle.Listener.NONE);
                    Child child = Contender.OURS_EXACTLY_ONCE.start(settings, lab.file("answers"), List.of())) {
                oracle.awaitAnswers(1, child);
                child.terminate();
                child.awaitExit(STOP);
            }
        }
    }
}
