package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Replay;
import io.customersegment.client.ReplayReport;
import io.customersegment.client.ReplaySelection;
import io.customersegment.config.Settings;
import io.customersegment.outcome.ErrorType;
import io.customersegment.text.ExactJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: publishes requests again that were published before. */
@Command(
        name = "replay",
        description = {
            "Publish requests once more, with their key, value and headers. A header has the time when they were asked first, so that"
                    + " \"in the last 6 months\" means the same months again.",
            "Their answers carry the header segment-replay. Live requests go first: replayed ones have a share of the calls"
                    + " (enrich.replay.percent). Stopped halfway, it has published the first part."
        },
        footer = {
            "",
            "A TIME is an instant like 2024-12-01T09:30:00Z or a day like 2024-12-01, which begins at midnight UTC; it is compared with"
                    + " the requests' timestamps, with --errors with the times when they were refused.",
            "",
            "  replay --from 2024-12-01 --to 2024-12-02 --dry-run   how many came that day",
            "  replay --errors --from 2024-12-01T10:00:00Z          what an outage refused since ten",
            "  replay --errors \"Invalid Prompt\"                     what a new catalogue may read",
            "  replay --offsets 0:42,1:100-199                      these very requests"
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    /** The types that {@code --errors} stands for without a type: errors that may end although nothing in the request changes. */
    static final String NOT_THE_REQUESTS_FAULT = "personalize-error,timeout-error";

    private static final Pattern OFFSETS = Pattern.compile("(\\d{1,9}):(\\d{1,18})(-(\\d{1,18})?)?");
    private static final int BAR = 20;

    @Option(names = "--from", paramLabel = "TIME", description = "The first")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "The first that is too late")
    private @Nullable Instant to;

    @Option(
            names = "--offsets",
            paramLabel = "PARTITION:FIRST[-[LAST]]",
            split = ",",
            description = "These of the requests topic; without a last one all that follow")
    private List<String> offsets = List.of();

    @Option(
            names = "--errors",
            paramLabel = "TYPE",
            arity = "0..1",
            split = ",",
            fallbackValue = NOT_THE_REQUESTS_FAULT,
            description =
                    "Those that were refused with these errors, taken out of the error records; without a type Personalize"
                            + " Error and Timeout Error, which an outage or a mistake in the configuration causes and the request"
                            + " does not. Once each, and not if an earlier replay has brought a result or another"
                            + " error")
    private List<String> errors = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second (default: ${DEFAULT-VALUE})")
    private int rate = 50;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Publish nothing, only count, with --errors by type")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the counts as JSON")
    private boolean json;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ReplaySelection selection = selection();
        if (rate < 1) {
            throw wrong("--rate must be at least 1");
        }
        Settings settings = options.read(Map.of(), cluster.settings());
        try (Replay replay = new Replay(settings.kafka(), settings.topics(), dryRun ? 0 : rate, this::show)) {
            ReplayReport report = replay.run(selection);
            print(report, selection);
            return report.incomplete() == 0 ? Main.OK : Main.INCOMPLETE;
        }
    }

    private ReplaySelection selection() {
        boolean timed = from != null || to != null;
        if (!offsets.isEmpty()) {
            if (timed || !errors.isEmpty()) {
                throw wrong("--offsets goes with none of --from, --to and --errors");
            }
            return new ReplaySelection.Places(offsets.stream().map(this::range).toList());
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong("--from must be before --to");
        }
        ReplaySelection.Times times = new ReplaySelection.Times(from, to);
        if (!errors.isEmpty()) {
            return new ReplaySelection.Refused(errorTypes(), times);
        }
        if (!timed) {
            throw wrong("Say which requests: --from, --to, --offsets or --errors");
        }
        return times;
    }

    private ReplaySelection.OffsetRange range(String text) {
        Matcher matcher = OFFSETS.matcher(text.strip());
        if (!matcher.matches()) {
            throw wrong("'" + text + "' is not PARTITION:FIRST[-[LAST]] like 0:42, 0:42-99 or 0:42-");
        }
        long first = Long.parseLong(matcher.group(2));
        long last = first;
        if (matcher.group(3) != null) {
            last = matcher.group(4) == null ? Long.MAX_VALUE : Long.parseLong(matcher.group(4));
        }
        if (last < first) {
            throw wrong("'" + text + "' ends before it begins");
        }
        return new ReplaySelection.OffsetRange(Integer.parseInt(matcher.group(1)), first, last);
    }

    /** Returns the titles of the named types; names may be in any case, with hyphens or spaces. */
    private Set<String> errorTypes() {
        return errors.stream().map(this::errorType).map(ErrorType::title).collect(Collectors.toSet());
    }

    private ErrorType errorType(String name) {
        return Arrays.stream(ErrorType.values())
                .filter(type -> word(type.title()).equals(word(name)))
                .findFirst()
                .orElseThrow(() -> wrong("'" + name + "' is not an error type. There are "
                        + Arrays.stream(ErrorType.values())
                                .map(ErrorType::title)
                                .collect(Collectors.joining(", "))));
    }

    static String word(String title) {
        return title.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void show(String topic, long done, long all, long chosen) {
        int filled = all == 0 ? BAR : (int) (done * BAR / all);
        progress.show("[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + " of " + all + " of " + topic
                + ", " + chosen + (dryRun ? " found" : " replayed"));
    }

    private void print(ReplayReport report, ReplaySelection selection) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode counts = ExactJson.MAPPER
                    .createObjectNode()
                    .put(dryRun ? "would_be_replayed" : "replayed", report.chosen())
                    .put("copies", report.copies())
                    .put("answered", report.answered())
                    .put("incomplete", report.incomplete());
            ArrayNode refusals = counts.putArray("refusals");
            sorted(report)
                    .forEach(refusal -> refusals.addObject()
                            .put("error_type", refusal.getKey().errorType())
                            .put("retryable", refusal.getKey().retryable())
                            .put("count", refusal.getValue()));
            out.println(counts);
            return;
        }
        progress.clear();
        List<String> lines = new ArrayList<>();
        lines.add(report.chosen()
                + (report.chosen() == 1 ? " request" : " requests")
                + (dryRun ? " would be replayed" : " replayed"));
        sorted(report)
                .forEach(refusal -> lines.add("  " + refusal.getValue() + " "
                        + refusal.getKey().errorType()
                        + (refusal.getKey().retryable()
                                ? ", retryable"
                                : ", refused again until the cause is corrected")));
        leftOut(
                lines,
                report.copies(),
                selection instanceof ReplaySelection.Refused
                        ? "another error of the same request"
                        : "a copy that an earlier replay published");
        leftOut(lines, report.answered(), "an earlier replay brought a result, or another error");
        leftOut(lines, report.incomplete(), "too large to stand in its error record; see --offsets");
        lines.forEach(out::println);
    }

    private static List<Map.Entry<ReplayReport.Refusal, Long>> sorted(ReplayReport report) {
        return report.refusals().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ReplayReport.Refusal::errorType)
                        .thenComparing(ReplayReport.Refusal::retryable)))
                .toList();
    }

    private static void leftOut(List<String> lines, long count, String why) {
        if (count > 0) {
            lines.add(count + " left out: " + why);
        }
    }
}
