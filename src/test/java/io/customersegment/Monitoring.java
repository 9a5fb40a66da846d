package io.customersegment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Prometheus queries of the alert rules, the dashboard and the autoscaling of {@code docker/}. */
final class Monitoring {

    static final Path DASHBOARD = Path.of("docker", "grafana", "dashboards", "customer-segment.json");

    private static final Path ALERTS = Path.of("docker", "prometheus", "alerts.yml");
    private static final Path KEDA = Path.of("docker", "k8s", "keda.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.])([a-zA-Z_:][a-zA-Z0-9_:]*)(\\s*\\{[^}]*})?(\\s*\\()?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "bool", "offset", "group_left", "group_right", "by", "without", "on", "ignoring");

    /** Labels that Prometheus adds to scraped series. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    private Monitoring() {}

    /**
     * A selector of series in an expression.
     *
     * @param matchers the operator and the value of each label
     */
    record Selector(String metric, Map<String, List<String>> matchers) {

        /** Whether a series among the lines of a scrape matches. */
        boolean found(List<String> scrape) {
            return scrape.stream().anyMatch(this::matches);
        }

        private boolean matches(String line) {
            Matcher name = NAME.matcher(line);
            if (line.startsWith("#") || !name.lookingAt() || !name.group(1).equals(metric)) {
                return false;
            }
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(name.group(2) == null ? "" : name.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(3));
            }
            return matchers.entrySet().stream()
                    .filter(matcher -> !OF_THE_TARGET.contains(matcher.getKey()))
                    .allMatch(matcher -> labels.containsKey(matcher.getKey())
                            && accepts(matcher.getValue(), labels.get(matcher.getKey())));
        }

        private static boolean accepts(List<String> matcher, String value) {
            boolean same = matcher.get(0).endsWith("~") ? value.matches(matcher.get(1)) : value.equals(matcher.get(1));
            return same != matcher.get(0).startsWith("!");
        }
    }

    /** Returns the expressions of all rules, panels and triggers. */
    static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        for (Path file : List.of(ALERTS, DASHBOARD)) {
            read(file).findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        }
        read(KEDA).findValues("query").forEach(query -> expressions.add(query.asText()));
        return expressions;
    }

    /** Returns the selectors of a PromQL expression: its names other than functions, keywords and labels. */
    static List<Selector> selectors(String expression) {
        String bare = GROUPING.matcher(RANGE.matcher(expression).replaceAll("")).replaceAll("");
        List<Selector> selectors = new ArrayList<>();
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            if (name.group(3) != null || WORDS.contains(name.group(1))) {
                continue;
            }
            Map<String, List<String>> matchers = new TreeMap<>();
            Matcher label = LABEL.matcher(name.group(2) == null ? "" : name.group(2));
            while (label.find()) {
                matchers.put(label.group(1), List.of(label.group(2), label.group(3)));
            }
            selectors.add(new Selector(name.group(1), matchers));
        }
        return selectors;
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
