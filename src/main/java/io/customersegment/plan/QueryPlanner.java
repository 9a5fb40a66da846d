package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns an intent into a query. Pure, immutable, may be called by many threads at once. */
public final class QueryPlanner {

    private static final int MAX_BRANCHES = 8;
    private static final int MAX_FETCHED = 10;
    private static final double WORTH_OF_ORDER = 1e-3;

    private final Catalogue catalogue;
    private final FilterTemplates templates;
    private final Settings.Plan settings;
    private final Bounds bounds;
    private final Alternatives alternatives;

    /**
     * By a template's name, {@link Pushed#neutral(FilterTemplate)}. Made once, so that the many queries in the cache share these texts:
     * they are most of what a query consists of.
     */
    private final Map<String, Map<String, String>> neutral;

    public QueryPlanner(Catalogue catalogue, FilterTemplates templates, Settings.Plan settings) {
        this.catalogue = catalogue;
        this.templates = templates;
        this.settings = settings;
        this.bounds = Bounds.by(catalogue);
        this.alternatives = new Alternatives(bounds);
        this.neutral =
                templates.all().stream().collect(Collectors.toUnmodifiableMap(FilterTemplate::name, Pushed::neutral));
    }

    /**
     * The query that answers the intent; or {@code NOBODY_MATCHES} if its condition contradicts itself, {@code TOO_COMPLEX} if
     * checking and sorting take more columns than Personalize returns.
     */
    public Outcome<Query> plan(Intent intent) {
        Criteria criteria = intent.criteria();
        List<Condition> alternatives = this.alternatives.of(criteria.condition(), MAX_BRANCHES);
        if (alternatives.isEmpty()) {
            return failed(
                    Reason.NOBODY_MATCHES, "The conditions of the prompt exclude each other, so nobody can match");
        }
        List<Query.Branch> branches = merged(alternatives.stream()
                .map(alternative -> branch(intent, alternative))
                .toList());
        Set<Column> fetched = new LinkedHashSet<>();
        branches.forEach(branch -> fetched.addAll(branch.leftOver().columns()));
        criteria.order().keys().forEach(key -> fetched.add(key.column()));
        fetched.removeIf(column -> !stored(column));
        if (fetched.size() > MAX_FETCHED) {
            return failed(
                    Reason.TOO_COMPLEX,
                    "The prompt takes " + fetched.size() + " columns to check and sort, " + MAX_FETCHED
                            + " are possible: "
                            + fetched.stream().map(Column::name).collect(Collectors.joining(", ")));
        }
        Set<Column> wanted = wanted(criteria);
        for (Column column : wanted) {
            if (fetched.size() < MAX_FETCHED) {
                fetched.add(column);
            }
        }
        List<Column> shown = catalogue.columns().stream()
                .filter(column -> wanted.contains(column) && fetched.contains(column))
                .toList();
        return Outcome.ok(new Query(
                intent.carModel(),
                criteria,
                branches,
                List.copyOf(fetched),
                shown,
                settings.maxCalls(),
                settings.maxCustomers()));
    }

    private static boolean stored(Column column) {
        return column.type() != Column.Type.ID && column.type() != Column.Type.INTEREST;
    }

    private static Outcome<Query> failed(Reason reason, String detail) {
        return Outcome.failed(new Failure(Stage.PLAN, reason, detail));
    }

    private Query.Branch branch(Intent intent, Condition alternative) {
        Map<Column, Pushed> restricted = new LinkedHashMap<>();
        bounds.of(alternative).forEach((column, values) -> {
            if (column.filterable()) {
                Pushed pushed = Pushed.covering(column, values);
                if (!pushed.everything()) {
                    restricted.put(column, pushed);
                }
            }
        });
        FilterTemplate template = best(restricted, intent.criteria().order());
        Map<String, String> values = new HashMap<>(Objects.requireNonNull(neutral.get(template.name())));
        values.put(FilterTemplate.MODEL, Pushed.quoted(List.of(intent.carModel().slug())));
        for (Column column : template.columns()) {
            Pushed pushed = restricted.get(column);
            if (pushed != null) {
                values.putAll(pushed.placeholders());
            }
        }
        List<Condition> leftOver = new ArrayList<>();
        for (Condition conjunct : Alternatives.conjuncts(alternative)) {
            if (!(conjunct instanceof Condition.Test test
                    && template.columns().contains(test.column())
                    && restricted.containsKey(test.column())
                    && restricted.get(test.column()).within(test.values()))) {
                leftOver.add(conjunct);
            }
        }
        return new Query.Branch(template, values, Condition.all(leftOver));
    }

    /** The branches, those that make the same calls as one. */
    private static List<Query.Branch> merged(List<Query.Branch> branches) {
        Map<Query.Branch, List<Condition>> leftOvers = new LinkedHashMap<>();
        for (Query.Branch branch : branches) {
            Query.Branch calls = new Query.Branch(branch.filter(), branch.values(), Condition.everybody());
            leftOvers.computeIfAbsent(calls, unused -> new ArrayList<>()).add(branch.leftOver());
        }
        return leftOvers.entrySet().stream()
                .map(entry -> new Query.Branch(
                        entry.getKey().filter(), entry.getKey().values(), Condition.any(entry.getValue())))
                .toList();
    }

    /** The template that lets the fewest customers through, as far as can be told without knowing them. */
    private FilterTemplate best(Map<Column, Pushed> restricted, Order order) {
        FilterTemplate best = templates.all().get(0);
        double bestWorth = -1;
        for (FilterTemplate template : templates.all()) {
            double worth = 0;
            for (Column column : template.columns()) {
                Pushed pushed = restricted.get(column);
                worth += pushed == null ? 0 : worth(pushed);
                if (!order.keys().isEmpty() && order.keys().get(0).column().equals(column)) {
                    worth += WORTH_OF_ORDER;
                }
            }
            if (worth > bestWorth) {
                bestWorth = worth;
                best = template;
            }
        }
        return best;
    }

    /** How much a restriction is guessed to narrow: the negative logarithm of the share that it lets through. */
    private static double worth(Pushed pushed) {
        Column column = pushed.column();
        if (pushed.accepts() instanceof Values.Texts texts) {
            double some = texts.texts().size() + (texts.orNull() ? 1 : 0);
            double all = column.values().size() + (column.nullable() ? 1 : 0);
            return -Math.log(some / all);
        }
        Values.Numbers numbers = (Values.Numbers) pushed.accepts();
        if (numbers.ranges().isEmpty() || numbers.hull().low() == numbers.hull().high()) {
            return -Math.log(0.1);
        }
        boolean fromBelow = numbers.hull().low() > column.min();
        boolean fromAbove = numbers.hull().high() < column.max();
        return -Math.log(fromBelow && fromAbove ? 0.25 : 0.5);
    }

    /** The columns that a result should show, the most important first. */
    private Set<Column> wanted(Criteria criteria) {
        Set<Column> spokenOf = new LinkedHashSet<>(criteria.condition().columns());
        criteria.order().keys().forEach(key -> spokenOf.add(key.column()));
        Map<Column, Values> bounds = Bounds.PLAIN.of(criteria.condition());
        Set<Column> wanted = new LinkedHashSet<>(spokenOf);
        for (Catalogue.Companions companions : catalogue.companions()) {
            if (spokenOf.contains(companions.column()) && applies(companions, bounds)) {
                wanted.addAll(companions.show());
            }
        }
        wanted.removeIf(column -> !stored(column));
        return wanted;
    }

    private static boolean applies(Catalogue.Companions companions, Map<Column, Values> bounds) {
        Column column = companions.column();
        Values accepted = bounds.containsKey(column) ? bounds.get(column) : Values.all(column);
        if (!(accepted instanceof Values.Numbers numbers) || numbers.ranges().isEmpty()) {
            return true;
        }
        return numbers.hull().low() >= companions.from() && numbers.hull().high() <= companions.to();
    }
}
