package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.enrich.FakePersonalize.Person;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.plan.Query;
import io.customersegment.plan.QueryPlanner;
import io.customersegment.plan.RandomCases;
import io.customersegment.request.CarModel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Fixtures for the tests of the assembler: people, queries, and a naive evaluation of both as the reference. */
final class AssemblerFixtures {

    static final CarModel MODEL = new CarModel("A CAR - 2024");
    static final Instant NOW = Instant.parse("2024-12-01T10:15:30Z");
    static final SegmentEncoder IDS = (customers, shown, truncated, asOf) -> {
        String ids = String.join(
                ",", customers.stream().map(SegmentEncoder.Customer::id).toList());
        return new Segment(
                ids.getBytes(StandardCharsets.UTF_8),
                new int[customers.size()],
                customers.stream().map(SegmentEncoder.Customer::id).toList(),
                truncated,
                asOf);
    };

    private static final FilterTemplates TEMPLATES = FilterTemplates.from(RandomCases.CATALOGUE);

    private AssemblerFixtures() {}

    /** Generates the given number of people with random columns and scores whose sum is about 1. */
    static List<Person> people(RandomCases cases, int count) {
        List<Person> people = new ArrayList<>();
        Random scores = new Random(count);
        for (int i = 0; i < count; i++) {
            double score = i % 17 == 16 ? Double.NaN : Math.pow(scores.nextDouble(), 3) / count;
            people.add(new Person("C" + (10_000 + i), score, cases.customer()));
        }
        return people;
    }

    static Query query(Condition condition, Order order, int size, int maxCalls, int maxCustomers) {
        return new QueryPlanner(RandomCases.CATALOGUE, TEMPLATES, new Settings.Plan(maxCalls, maxCustomers))
                .plan(new Intent(MODEL, new Criteria(condition, order, size)))
                .fold(query -> query, failure -> {
                    throw new AssertionError(failure.detail());
                });
    }

    static SegmentAssembler assembler(RecommendationSource source, ManualTimer timer) {
        return assembler(source, new Suppressions(Clock.fixed(NOW, ZoneOffset.UTC)), timer);
    }

    static SegmentAssembler assembler(RecommendationSource source, Suppressions suppressions, ManualTimer timer) {
        return new SegmentAssembler(
                source,
                IDS,
                suppressions,
                new Settings.Node(1, Duration.ofSeconds(10), Settings.Order.UNORDERED, 1, 10, 100, 10_000, 1 << 25),
                new Settings.Cache(1, Duration.ofMinutes(5), Duration.ZERO, false),
                timer,
                timer,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Outcome<Segment> load(RecommendationSource source, Query query) {
        return now(assembler(source, new ManualTimer()).load(query));
    }

    static <T> Outcome<T> now(CompletableFuture<Outcome<T>> future) {
        Outcome<T> outcome = future.getNow(null);
        if (outcome == null) {
            throw new AssertionError("There is no answer yet");
        }
        return outcome;
    }

    static List<String> ids(Outcome<Segment> outcome) {
        return outcome.fold(
                segment -> List.of(new String(segment.json(), StandardCharsets.UTF_8).split(",")),
                failure -> List.of());
    }

    static boolean truncated(Outcome<Segment> outcome) {
        return outcome.fold(Segment::truncated, failure -> false);
    }

    static Failure failure(Outcome<Segment> outcome) {
        return outcome.fold(
                segment -> {
                    throw new AssertionError("A failure was expected");
                },
                failure -> failure);
    }

    /** Returns the highest score; NaN if there is none. */
    static double topScore(List<Person> people) {
        return people.stream()
                .mapToDouble(Person::score)
                .filter(score -> !Double.isNaN(score))
                .max()
                .orElse(Double.NaN);
    }

    /** Returns all people who meet the condition, sorted, by a full scan. */
    static List<String> everyone(List<Person> people, Condition condition, Order order) {
        double top = topScore(people);
        Map<String, Map<Column, Object>> rows = new HashMap<>();
        for (Person person : people) {
            Map<Column, Object> row = new HashMap<>(person.columns());
            double interest = Double.isNaN(person.score()) ? 0 : Math.round(person.score() / top * 10_000) / 10_000.0;
            row.put(RandomCases.CATALOGUE.column("interest_score"), interest);
            rows.put(person.id(), row);
        }
        List<Order.Key> keys = order.keys().isEmpty()
                ? List.of(new Order.Key(RandomCases.CATALOGUE.column("interest_score"), true))
                : order.keys();
        Comparator<String> comparator = Comparator.comparingInt(id -> 0);
        for (Order.Key key : keys) {
            comparator = comparator.thenComparing(id -> rank(rows.getOrDefault(id, Map.of()), key));
        }
        return people.stream()
                .filter(person -> condition.matches(
                        column -> rows.getOrDefault(person.id(), Map.of()).get(column)))
                .map(Person::id)
                .sorted(comparator.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static double rank(Map<Column, Object> row, Order.Key key) {
        Object value = row.get(key.column());
        if (value == null) {
            return Double.POSITIVE_INFINITY;
        }
        double rank =
                key.column().numeric() ? (Double) value : key.column().values().indexOf((String) value);
        return key.descending() ? -rank : rank;
    }
}
