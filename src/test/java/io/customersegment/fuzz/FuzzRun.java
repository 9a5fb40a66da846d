package io.customersegment.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fuzzes the targets, each in a process of its own and one per available processor at a time, and prints the results. Exits with 1 if there
 * are findings; their inputs are in {@code target/fuzz/TARGET/findings}.
 */
public final class FuzzRun {

    private static final int MOST_FINDINGS = 20;
    private static final int SLOWEST_SECONDS = 120;
    private static final Path FOLDER = Path.of("target/fuzz");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");
    private static final Pattern EXECUTIONS = Pattern.compile("(?m)^stat::number_of_executed_units:\\s*(\\d+)");
    private static final Pattern FINDING = Pattern.compile("(?m)^== Java Exception|^==\\d+== ERROR");

    private FuzzRun() {}

    /**
     * Runs the fuzzer.
     *
     * @param arguments the number of executions per target, the maximum number of seconds per target or 0 for no limit, and the
     *     comma-separated names of the targets or {@code all}
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        long executions = Long.parseLong(arguments[0]);
        long seconds = Long.parseLong(arguments[1]);
        List<String> names = arguments[2].equals("all") ? FuzzTargets.names() : List.of(arguments[2].split(","));
        List<Row> rows = new ArrayList<>();
        ExecutorService processors =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            CompletionService<Row> runs = new ExecutorCompletionService<>(processors);
            for (String name : names) {
                FuzzTarget target = FuzzTargets.of(name);
                runs.submit(() -> fuzz(target, executions, seconds));
            }
            while (rows.size() < names.size()) {
                Row row = runs.take().get();
                rows.add(row);
                System.out.println(row);
            }
        } finally {
            processors.shutdownNow();
        }
        System.out.println(
                rows.stream().map(Row::toString).collect(Collectors.joining("\n", "\n" + Row.HEAD + "\n", "\n")));
        System.exit(rows.stream().allMatch(row -> row.findings() == 0) ? 0 : 1);
    }

    /**
     * The result of a target.
     *
     * @param seeded the coverage of the seeds, in edges
     * @param coverage the coverage of all executions, in edges
     */
    private record Row(String target, long executions, long seconds, long seeded, long coverage, long findings) {

        static final String HEAD = String.format(
                Locale.ROOT,
                "%-16s %10s %8s %10s %8s %8s %8s",
                "target",
                "executions",
                "seconds",
                "per second",
                "edges",
                "new",
                "findings");

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %10d %8d %10d %8d %8d %8d",
                    target,
                    executions,
                    seconds,
                    executions / Math.max(1, seconds),
                    coverage,
                    coverage - seeded,
                    findings);
        }
    }

    private static Row fuzz(FuzzTarget target, long executions, long seconds) throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(target.name());
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        List<byte[]> inputs = new ArrayList<>(FuzzTargets.kept(target.name()));
        inputs.addAll(target.seeds());
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(seeds.resolve("seed-" + i), inputs.get(i));
        }
        Path words = folder.resolve("words");
        Files.write(words, target.words().stream().map(FuzzRun::quoted).toList(), StandardCharsets.US_ASCII);
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=io.customersegment.**",
                "--instrumentation_excludes=io.customersegment.fuzz.**:"
                        + target.getClass().getName(),
                "--custom_hook_includes=io.customersegment.**",
                "--trace=" + (target.showsComparisons() ? "all" : "cov"),
                "--keep_going=" + MOST_FINDINGS,
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-runs=" + executions,
                "-max_total_time=" + seconds,
                "-max_len=" + target.longest(),
                "-timeout=" + SLOWEST_SECONDS,
                "-dict=" + words,
                "-print_final_stats=1",
                corpus.toString(),
                seeds.toString()));
        long start = System.nanoTime();
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        long took = (System.nanoTime() - start) / 1_000_000_000;
        String output = Files.readString(log, StandardCharsets.ISO_8859_1);
        List<Long> coverage = numbers(COVERAGE, output);
        List<Long> executed = numbers(EXECUTIONS, output);
        long found = FINDING.matcher(output).results().count();
        return new Row(
                target.name(),
                executed.isEmpty() ? 0 : executed.get(executed.size() - 1), // printed after each finding as well
                took,
                coverage.isEmpty() ? 0 : coverage.get(0),
                coverage.isEmpty() ? 0 : coverage.get(coverage.size() - 1),
                exit == 0 ? found : Math.max(1, found));
    }

    private static List<Long> numbers(Pattern pattern, String output) {
        List<Long> numbers = new ArrayList<>();
        Matcher matcher = pattern.matcher(output);
        while (matcher.find()) {
            numbers.add(Long.parseLong(matcher.group(1)));
        }
        return numbers;
    }

    /** Returns the word in the syntax of libFuzzer's dictionaries. */
    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one > ' ' && one < 0x7f && one != '"' && one != '\\';
            quoted.append(plain ? String.valueOf((char) one) : String.format(Locale.ROOT, "\\x%02X", one));
        }
        return quoted.append('"').toString();
    }
}
