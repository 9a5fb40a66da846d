package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As many large answers in flight as any user is likely to need, under a heap of 1 GB: 4,096 calls of 30 s, each answered with 499
 * customers whose ids make the answer 100 kB, and one in a hundred failing, so that some are retried. The heap is measured after
 * collections; at the end, after a full one, it holds the cache and the heap of an idle process.
 */
final class Memory {

    private static final int IN_FLIGHT = 4096;
    private static final int REQUESTS = IN_FLIGHT + IN_FLIGHT / 4;
    private static final int REACHED_PERCENT = 90;
    private static final int CACHE_MEGABYTES = 64;
    private static final int IDLE_MEGABYTES = 64;
    private static final String HEAP = "-Xmx1g";
    private static final List<String> STAND_IN =
            List.of("--latency", "PT30S", "--items", "499", "--id-length", "160", "--error-share", "0.01");
    private static final Pattern COLLECTION = Pattern.compile("\\d+M->(\\d+)M\\(\\d+M\\)");
    private static final List<Contender> IN_TURN = List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE);

    private Memory() {}

    static Findings run(Consumer<String> progress) {
        Table table = new Table(
                "contender",
                "seconds",
                "kB of an answer",
                "most calls at once",
                "errors",
                "most heap MB",
                "heap at the end MB",
                "peak memory MB");
        List<Verdict> verdicts = new ArrayList<>();
        for (Contender contender : IN_TURN) {
            progress.accept("memory: " + contender.title());
            try (Lab lab = Lab.open(STAND_IN)) { // of its own, since the stand-in counts concurrent calls
                lab.publish(REQUESTS, BenchmarkRequests::ofManyCustomers);
                run(contender, lab, table, verdicts);
            }
        }
        return new Findings(
                "memory: " + REQUESTS + " distinct requests, " + IN_FLIGHT + " in flight, " + HEAP, table, verdicts);
    }

    private static void run(Contender contender, Lab lab, Table table, List<Verdict> verdicts) {
        Map<String, String> flags = new HashMap<>(Lab.inFlight(IN_FLIGHT));
        flags.put("personalize.call.timeout.ms", "60000");
        flags.put("enrich.deadline.ms", "180000");
        flags.put("enrich.cache.max.bytes", Integer.toString(CACHE_MEGABYTES << 20));
        flags = lab.settings(contender, flags);
        Settings.Topics topics = SettingsReader.read(null, Map.of(), flags).topics();
        Path collections = lab.file("collections");
        long started = System.nanoTime();
        try (Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), topics, Oracle.Listener.NONE);
                Child child =
                        contender.start(flags, lab.file("answers"), List.of(HEAP, "-Xlog:gc:file=" + collections))) {
            oracle.awaitAnswers(REQUESTS, child);
            double seconds = (System.nanoTime() - started) / 1e9;
            child.collectGarbage();
            List<Integer> heap = heapAfterCollections(collections);
            int most = heap.stream().mapToInt(megabytes -> megabytes).max().orElseThrow();
            int last = heap.get(heap.size() - 1);
            long atOnce = lab.tally().mostAtOnce();
            table.add(
                    contender.title(),
                    Table.number(seconds, 1),
                    Integer.toString(oracle.examples().get(0).length / 1000),
                    Long.toString(atOnce),
                    Integer.toString(oracle.errors()),
                    Integer.toString(most),
                    Integer.toString(last),
                    Long.toString(child.peakMemoryBytes() >> 20));
            String who = contender.title();
            verdicts.add(Verdict.exactly(who + ": errors under " + HEAP, 0, oracle.errors()));
            verdicts.add(Verdict.noFewerThan(who + ": most calls at once", IN_FLIGHT * REACHED_PERCENT / 100, atOnce));
            verdicts.add(Verdict.noMoreThan(
                    who + ": heap at the end in MB, at most the cache of " + CACHE_MEGABYTES + " MB and as much again",
                    CACHE_MEGABYTES + IDLE_MEGABYTES,
                    last));
        }
    }

    private static List<Integer> heapAfterCollections(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
