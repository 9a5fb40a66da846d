package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.FilterEvaluator;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.plan.RandomCases;
import io.customersegment.plan.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An in-memory service that evaluates filters, ranks by score, and rejects the calls that Personalize would reject. */
final class FakePersonalize implements RecommendationSource {

    private static final Map<String, FilterTemplate> TEMPLATES = new HashMap<>();

    static {
        FilterTemplates.from(RandomCases.CATALOGUE).all().forEach(template -> TEMPLATES.put(template.name(), template));
    }

    record Person(String id, double score, Map<Column, Object> columns) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Person> people;
    ToIntFunction<String> shards = Shard::of;

    FakePersonalize(List<Person> people) {
        this.people = new ArrayList<>(people);
        this.people.sort(
                Comparator.comparingDouble((Person person) -> Double.isNaN(person.score()) ? -1 : person.score())
                        .reversed()
                        .thenComparing(Person::id, Comparator.reverseOrder()));
    }

    /** Returns the number of calls other than those for the top score of a car model. */
    int filteredCalls() {
        return (int) calls.stream().filter(call -> call.filter() != null).count();
    }

    @Override
    public CompletableFuture<Outcome<Recommendations>> recommend(Call call) {
        calls.add(call);
        return CompletableFuture.completedFuture(answer(call));
    }

    private Outcome<Recommendations> answer(Call call) {
        if (call.columns().size() > 10 || call.size() > (call.columns().isEmpty() ? 500 : 50)) {
            return Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_REFUSED, "InvalidInputException"));
        }
        Predicate<Person> accepts = filter(call);
        List<Item> items = people.stream()
                .filter(accepts)
                .limit(call.size())
                .map(person -> item(call, person))
                .toList();
        return Outcome.ok(new Recommendations(items));
    }

    private Predicate<Person> filter(Call call) {
        if (call.filter() == null) {
            return person -> true;
        }
        FilterTemplate template = TEMPLATES.get(call.filter());
        Map<String, String> values = call.filterValues();
        String first = values.get("SHARD_MIN");
        String last = values.get("SHARD_MAX");
        if (template == null || first == null || last == null || !values.containsKey("MODEL")) {
            throw new AssertionError("A filter that does not exist or a missing value: " + call.filter());
        }
        if (!('"' + call.userId() + '"').equals(values.get("MODEL"))) {
            return person -> false;
        }
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        FilterEvaluator filter = FilterEvaluator.of(template, values);
        return person -> {
            int shard = shards.applyAsInt(person.id());
            return shard >= from && shard <= to && filter.accepts(person.columns());
        };
    }

    private static Item item(Call call, Person person) {
        List<@Nullable String> columns = new ArrayList<>();
        for (Column column : call.columns()) {
            columns.add(FilterEvaluator.stored(column, person.columns().get(column)));
        }
        return new Item(person.id(), person.score(), columns);
    }
}
