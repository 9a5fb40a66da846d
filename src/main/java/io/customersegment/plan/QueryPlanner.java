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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts an intent to a query. Pure, immutable, safe for use by multiple threads. */
public final class QueryPlanner {

    private static final int MAX_BRANCHES = 8;
    private static final int MAX_FETCHED = 10;
    private static final double WORTH_OF_ORDER = 1e-3;

    private final Catalogue catalogue;
    private final FilterTemplates templates;
    private final Settings.Plan settings;
    private final Set<Column> disclosed;
    private final Bounds bounds;
    private final Alternatives alternatives;

    /**
     * {@link FilterArgument#neutral(FilterTemplate)} by template name. Created once, so that the queries in the cache share these strings,
     * which make up most of a query.
     */
    private final Map<String, Map<String, String>> neutral;

    /** The indexes of the templates that restrict a column, by column. */
    private final Map<Column, List<Integer>> restricting = new HashMap<>();

    /** Creates a planner that can show all columns. */
    public QueryPlanner(Catalogue catalogue, FilterTemplates templates, Settings.Plan settings) {
        this(catalogue, templates, settings, catalogue.columns());
    }

    /**
     * Creates a planner that shows only disclosed columns.
     *
     * @param disclosed the columns that a result may show
     */
    public QueryPlanner(
            Catalogue catalogue, FilterTemplates templates, Settings.Plan settings, Collection<Column> disclosed) {
        this.disclosed = Set.copyOf(disclosed);
        this.catalogue = catalogue;
        this.templates = templates;
        this.settings = settings;
        this.bounds = Bounds.by(catalogue);
        this.alternatives = new Alternatives(bounds);
        this.neutral = templates.all().stream()
                .collect(Collectors.toUnmodifiableMap(FilterTemplate::name, FilterArgument::neutral));
        for (int i = 0; i < templates.all().size(); i++) {
            for (Column column : templates.all().get(i).columns()) {
                restricting.computeIfAbsent(column, any -> new ArrayList<>()).add(i);
            }
        }
    }

    /**
     * Returns the query that answers the intent; fails with {@code NOBODY_MATCHES} if its condition contradicts itself, with
     * {@code TOO_COMPLEX} if checking and sorting take more columns than Personalize returns.
     */
    public Outcome<Query> plan(Intent intent) {
        Criteria criteria = intent.criteria();
        List<Condition> alternatives = this.alternatives.of(criteria.condition(), MAX_BRANCHES);
        if (alternatives.isEmpty()) {
            return failed(
                    Reason.NOBODY_MATCHES,
                    intent.required().equals(Condition.everybody())
                            ? "The conditions of the prompt exclude each other, so nobody can match"
                            : "The conditions of the prompt exclude each other, or what the catalogue always asks for, so nobody"
                                    + " can match");
        }
        List<Query.Branch> branches = new ArrayList<>(alternatives.size());
        for (Condition alternative : alternatives) {
            branches.add(branch(intent, alternative));
        }
        branches = merged(branches);
        Set<Column> fetched = new LinkedHashSet<>();
        for (Query.Branch branch : branches) {
            fetched.addAll(branch.leftOver().columns());
        }
        for (Order.Key key : criteria.order().keys()) {
            fetched.add(key.column());
        }
        fetched.removeIf(column -> !stored(column));
        if (fetched.size() > MAX_FETCHED) {
            return failed(
                    Reason.TOO_COMPLEX,
                    "The prompt takes " + fetched.size() + " columns to check and sort, " + MAX_FETCHED
                            + " are possible: "
                            + fetched.stream().map(Column::name).collect(Collectors.joining(", ")));
        }
        Set<Column> wanted = wanted(criteria, intent.required());
        for (Column column : wanted) {
            if (fetched.size() < MAX_FETCHED) {
                fetched.add(column);
            }
        }
        List<Column> shown = new ArrayList<>();
        for (Column column : catalogue.columns()) {
            if (wanted.contains(column) && fetched.contains(column)) {
                shown.add(column);
            }
        }
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
        Map<Column, FilterArgument> restricted = new LinkedHashMap<>();
        for (Map.Entry<Column, Values> bound : bounds.of(alternative).entrySet()) {
            Column column = bound.getKey();
            if (column.filterable()) {
                FilterArgument argument = FilterArgument.covering(column, bound.getValue());
                if (!argument.unrestricted()) {
                    restricted.put(column, argument);
                }
            }
        }
        FilterTemplate template = best(restricted, intent.criteria().order());
        Map<String, String> values = new HashMap<>(Objects.requireNonNull(neutral.get(template.name())));
        values.put(
                FilterTemplate.MODEL,
                FilterArgument.quoted(List.of(intent.carModel().slug())));
        for (Column column : template.columns()) {
            FilterArgument argument = restricted.get(column);
            if (argument != null) {
                values.putAll(argument.placeholders());
            }
        }
        List<Condition> leftOver = new ArrayList<>();
        for (Condition conjunct : Alternatives.conjuncts(alternative)) {
            FilterArgument argument = conjunct instanceof Condition.Test test ? restricted.get(test.column()) : null;
            boolean said = argument != null
                    && conjunct instanceof Condition.Test test
                    && argument.within(test.values())
                    && template.columns().contains(test.column());
            if (!said) {
                leftOver.add(conjunct);
            }
        }
        return new Query.Branch(template, values, Condition.all(leftOver));
    }

    /** Merges branches that make the same calls. */
    private static List<Query.Branch> merged(List<Query.Branch> branches) {
        if (branches.size() == 1) {
            return branches;
        }
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

    /** Returns the template that is estimated to accept the fewest customers, without knowledge of the data. */
    private FilterTemplate best(Map<Column, FilterArgument> restricted, Order order) {
        double[] worths = new double[templates.all().size()];
        Column first = order.keys().isEmpty() ? null : order.keys().get(0).column();
        for (Column column : catalogue.columns()) {
            FilterArgument argument = restricted.get(column);
            if (argument != null) {
                add(worth(argument), column, worths);
            }
            if (column.equals(first)) {
                add(WORTH_OF_ORDER, column, worths);
            }
        }
        int best = 0;
        for (int i = 1; i < worths.length; i++) {
            best = worths[i] > worths[best] ? i : best;
        }
        return templates.all().get(best);
    }

    /** Adds the worth of a column to that of each template that restricts it. */
    private void add(double worth, Column column, double[] worths) {
        for (int template : restricting.getOrDefault(column, List.of())) {
            worths[template] += worth;
        }
    }

    /** Estimates how much a restriction narrows: the negative logarithm of the share of customers that it accepts. */
    private static double worth(FilterArgument argument) {
        Column column = argument.column();
        if (argument.accepts() instanceof Values.Texts texts) {
            double some = texts.texts().size() + (texts.orNull() ? 1 : 0);
            double all = column.values().size() + (column.nullable() ? 1 : 0);
            return -Math.log(some / all);
        }
        Values.Numbers numbers = (Values.Numbers) argument.accepts();
        if (numbers.ranges().isEmpty() || numbers.hull().low() == numbers.hull().high()) {
            return -Math.log(0.1);
        }
        boolean fromBelow = numbers.hull().low() > column.min();
        boolean fromAbove = numbers.hull().high() < column.max();
        return -Math.log(fromBelow && fromAbove ? 0.25 : 0.5);
    }

    /** Returns the columns that a result should and may show, the most important first. */
    private Set<Column> wanted(Criteria criteria, Condition required) {
        Set<Column> spokenOf = new LinkedHashSet<>(criteria.condition().columns());
        spokenOf.removeAll(onlyRequired(criteria.condition(), required));
        for (Order.Key key : criteria.order().keys()) {
            spokenOf.add(key.column());
        }
        Map<Column, Values> bounds = Bounds.PLAIN.of(criteria.condition());
        Set<Column> wanted = new LinkedHashSet<>(spokenOf);
        for (Catalogue.Companions companions : catalogue.companions()) {
            if (spokenOf.contains(companions.column()) && applies(companions, bounds)) {
                wanted.addAll(companions.show());
            }
        }
        wanted.removeIf(column -> !stored(column) || !disclosed.contains(column));
        return wanted;
    }

    /** Returns the columns that the condition restricts exactly as the required one does: they would be the same in every result. */
    private static Set<Column> onlyRequired(Condition condition, Condition required) {
        Map<Column, Values> said = Bounds.PLAIN.of(condition);
        Map<Column, Values> always = Bounds.PLAIN.of(required);
        Set<Column> columns = new LinkedHashSet<>(required.columns());
        columns.removeIf(column -> !Objects.equals(said.get(column), always.get(column)));
        return columns;
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
