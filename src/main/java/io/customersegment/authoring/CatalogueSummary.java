package io.customersegment.authoring;

import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.plan.ItemField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A summary of a catalogue.
 *
 * @param columns the columns in their order
 * @param entries the number of entries, that is, of things that prompts can refer to
 * @param phrases the number of phrases of all entries
 * @param values the number of values that prompts can name
 * @param superlatives the number of groups of words that rank
 * @param filters the number of filters in Personalize
 * @param columnsInAFilter the greatest number of columns in one of them
 * @param items the fields of the items in Personalize
 */
public record CatalogueSummary(
        String version,
        List<Column> columns,
        int entries,
        int phrases,
        int values,
        int superlatives,
        int filters,
        int columnsInAFilter,
        List<ItemField> items) {

    private static final int OWN_FIELDS = 2;

    public CatalogueSummary {
        columns = List.copyOf(columns);
        items = List.copyOf(items);
    }

    /** Returns the summary of a catalogue and of the stages that are created from it. */
    public static CatalogueSummary of(Catalogue catalogue, Wiring wiring) {
        List<Entry> entries = catalogue.lexicon().entries();
        List<FilterTemplate> filters = wiring.templates().all();
        return new CatalogueSummary(
                catalogue.version(),
                catalogue.columns(),
                entries.size(),
                entries.stream()
                        .flatMap(entry -> entry.phrases().values().stream())
                        .mapToInt(List::size)
                        .sum(),
                entries.stream().mapToInt(entry -> entry.values().size()).sum(),
                catalogue.lexicon().superlatives().size(),
                filters.size(),
                filters.stream()
                        .mapToInt(filter -> filter.columns().size())
                        .max()
                        .orElse(0),
                ItemField.of(catalogue));
    }

    /** Returns the number of columns with a filter field. */
    public long filteredColumns() {
        return columns.stream().filter(Column::filterable).count();
    }

    /** Returns the summary line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("columns     " + columns.size() + ", * in the filters");
        for (Column.Type type : Column.Type.values()) {
            String names = columns.stream()
                    .filter(column -> column.type() == type)
                    .map(column -> column.filterable() ? column + "*" : column.name())
                    .collect(Collectors.joining(", "));
            addRow(type.word(), names, lines);
        }
        lines.add("words       " + counted(entries, "entry", "entries") + " with "
                + counted(phrases, "phrase", "phrases") + " and " + counted(values, "value", "values") + ", "
                + counted(superlatives, "superlative", "superlatives"));
        lines.add("filters     " + filters + " of at most " + FilterTemplates.MAX_FILTERS + ", each with at most "
                + (columnsInAFilter + OWN_FIELDS) + " of 10 fields, with " + (filteredColumns() + OWN_FIELDS)
                + " of 20 in all; two are INTERESTED_MODELS and SHARD");
        lines.add("items       the fields that Personalize must be given, by their type in Avro");
        types().forEach((type, names) -> addRow(type, names, lines));
        return lines;
    }

    private Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (String type : Arrays.asList("string", "int", "double", "long")) {
            types.put(
                    type,
                    items.stream()
                            .filter(field -> field.type().equals(type))
                            .map(field -> field.categorical() ? field.name() + " (categorical)" : field.name())
                            .collect(Collectors.joining(", ")));
        }
        return types;
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private static void addRow(String label, String text, List<String> lines) {
        if (!text.isEmpty()) {
            lines.add("  " + label + " ".repeat(10 - label.length()) + text);
        }
    }
}
