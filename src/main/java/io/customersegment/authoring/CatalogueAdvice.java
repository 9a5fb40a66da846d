package io.customersegment.authoring;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueFile;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.prompt.PlainForms;
import io.customersegment.text.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Warns about possible improvements of a catalogue that breaks no rule. */
public final class CatalogueAdvice {

    private static final int PAGE = 50;

    private final Catalogue catalogue;
    private final CatalogueFile file;
    private final int maxCalls;
    private final List<Problem> warnings = new ArrayList<>();

    private CatalogueAdvice(Catalogue catalogue, CatalogueFile file, int maxCalls) {
        this.catalogue = catalogue;
        this.file = file;
        this.maxCalls = maxCalls;
    }

    /**
     * Returns the warnings, in the order of the file.
     *
     * @param maxCalls the maximum number of calls of a query
     */
    public static List<Problem> of(CatalogueFile file, int maxCalls) {
        CatalogueAdvice advice = new CatalogueAdvice(file.catalogue(), file, maxCalls);
        advice.columns();
        advice.catalogue.lexicon().entries().forEach(advice::entry);
        advice.phrases();
        return advice.warnings.stream()
                .sorted(Comparator.comparing(Problem::position))
                .toList();
    }

    private void columns() {
        if (catalogue.columns().stream().noneMatch(column -> column.type() == Column.Type.INTEREST)) {
            warn(
                    file.columnList(),
                    "no column is of type interest, so results do not say how interested a customer is in the product, and"
                            + " prompts cannot ask for it");
        }
        Set<Column> spokenOf = spokenOf();
        Set<Column> named = new LinkedHashSet<>();
        catalogue.lexicon().entries().forEach(entry -> add(entry.text(), named));
        for (Column column : catalogue.columns()) {
            if (column.type() == Column.Type.TEXT && column.values().isEmpty()) {
                warn(file.place(column, "values"), "it lists no values, so prompts cannot name any of its texts");
            } else if (column.type() == Column.Type.TEXT && !named.contains(column)) {
                warn(file.place(column, "values"), "no entry has it as its text, so prompts cannot name its values");
            }
            if (spokenOf.contains(column) && !column.filterable() && stored(column)) {
                warn(file.place(column, "filter"), cost(column));
            }
        }
    }

    private static boolean stored(Column column) {
        return column.type() != Column.Type.ID && column.type() != Column.Type.INTEREST;
    }

    private String cost(Column column) {
        Column implied = implied(column);
        return "no filter carries it, but entries speak of it: a prompt that asks for nothing else fetches "
                + (implied == null
                        ? "all customers who are interested in the product"
                        : "more customers than it needs, by what it implies of " + implied)
                + ", " + PAGE + " a call, in at most " + maxCalls + " calls (plan.max.calls)";
    }

    /** Returns a column with a filter field that conditions on the given column restrict as well, null if there is none. */
    private @Nullable Column implied(Column column) {
        Stream<Column> counted = catalogue.countColumns().entrySet().stream()
                .filter(rule -> rule.getValue().equals(column))
                .map(rule -> rule.getKey());
        return Stream.concat(
                        Stream.of(catalogue.countColumns(), catalogue.laterDateColumns())
                                .map(rules -> rules.get(column))
                                .filter(Objects::nonNull),
                        counted)
                .filter(Column::filterable)
                .findFirst()
                .orElse(null);
    }

    private Set<Column> spokenOf() {
        Set<Column> columns = new LinkedHashSet<>();
        for (Entry entry : catalogue.lexicon().entries()) {
            add(entry.number(), columns);
            add(entry.date(), columns);
            add(entry.text(), columns);
            add(entry.takes(), columns);
            entry.means().stream().map(Meaning::column).forEach(columns::add);
        }
        catalogue
                .lexicon()
                .superlatives()
                .forEach(superlative ->
                        superlative.means().stream().map(Meaning::column).forEach(columns::add));
        return columns;
    }

    private static void add(@Nullable Column column, Set<Column> columns) {
        if (column != null) {
            columns.add(column);
        }
    }

    private void entry(Entry entry) {
        boolean phrases = entry.phrases().values().stream().anyMatch(list -> !list.isEmpty());
        if (!phrases && entry.values().isEmpty()) {
            warn(file.place(entry, "name"), "it has neither phrases nor values, so no prompt can speak of it");
        }
        boolean says = entry.number() != null
                || entry.date() != null
                || entry.text() != null
                || entry.takes() != null
                || !entry.means().isEmpty()
                || entry.is(Entry.Trait.SILENT);
        if (phrases && !says) {
            warn(
                    file.place(entry, "name"),
                    "it has no number, date, text or means, so a prompt with its phrases is refused");
        }
        Column text = entry.text();
        if (text != null) {
            List<String> unnamed = text.values().stream()
                    .filter(value -> !entry.values().containsKey(value))
                    .toList();
            if (!unnamed.isEmpty()) {
                warn(
                        file.place(entry, entry.values().isEmpty() ? "text" : "values"),
                        "prompts cannot name " + String.join(", ", unnamed) + ", for values leaves "
                                + (unnamed.size() == 1 ? "it" : "them") + " out");
            }
        }
    }

    /** Warns about phrases that no prompt needs or that are read as something else. */
    private void phrases() {
        PlainForms forms = new PlainForms();
        List<CatalogueFile.Phrase> phrases = file.phrases();
        Map<String, CatalogueFile.Phrase> values = new HashMap<>();
        phrases.stream().filter(CatalogueAdvice::isValue).forEach(value -> values.put(forms.of(value.text()), value));
        for (CatalogueFile.Phrase phrase : phrases) {
            if (forms.beginsWithArticle(phrase.text())) {
                warn(phrase.place(), "\"" + phrase.text() + "\" begins with an article; leave it out");
            }
            CatalogueFile.Phrase value = values.get(forms.of(phrase.text()));
            if (value != null && !isValue(phrase)) {
                warn(
                        phrase.place(),
                        "\"" + phrase.text() + "\" is a form of the value \"" + value.text() + "\" on line "
                                + value.place().position().line() + ", and is read as that");
            }
        }
    }

    private static boolean isValue(CatalogueFile.Phrase phrase) {
        return phrase.place().name().contains(", values");
    }

    private void warn(CatalogueFile.Place place, String text) {
        warnings.add(place.problem(text));
    }
}
