package io.customersegment.local.emulator;

import io.customersegment.local.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The items, stored by column so that filters run over arrays.
 *
 * <p><i>Threads:</i> immutable.
 */
final class ItemTable {

    private static final Pattern UNDERSCORES = Pattern.compile("_+");

    private final List<String> ids;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();

    private ItemTable(List<String> ids) {
        this.ids = List.copyOf(ids);
        for (int row = 0; row < ids.size(); row++) {
            if (rows.put(ids.get(row), row) != null) {
                throw new IllegalArgumentException("Duplicate item id");
            }
        }
    }

    /**
     * Returns the items of a dataset.
     *
     * @throws IllegalArgumentException if there is a duplicate id, or a number cannot be parsed
     */
    static ItemTable of(Dataset dataset) {
        ItemTable table =
                new ItemTable(dataset.items().stream().map(Dataset.Item::id).toList());
        for (int i = 0; i < dataset.fields().size(); i++) {
            int place = i;
            Dataset.Field field = dataset.fields().get(i);
            List<String> texts = dataset.items().stream()
                    .map(item -> item.values().get(place))
                    .toList();
            table.columns.put(field.name(), column(field, texts));
        }
        return table;
    }

    private static Column column(Dataset.Field field, List<String> texts) {
        String metadataName = camelCase(field.name());
        return field.type() == Dataset.Type.STRING
                ? Texts.of(metadataName, texts)
                : new Numbers(metadataName, texts, numbers(field, texts));
    }

    private static List<Double> numbers(Dataset.Field field, List<String> texts) {
        try {
            return texts.stream().map(Double::valueOf).toList();
        } catch (NumberFormatException broken) {
            throw new IllegalArgumentException("Field " + field.name() + " must be numbers throughout");
        }
    }

    /** Converts a name to the service's spelling in metadata, e.g. {@code PURCHASE_COUNT} to {@code purchaseCount}. */
    private static String camelCase(String field) {
        StringBuilder name = new StringBuilder();
        for (String word : UNDERSCORES.split(field.toLowerCase(Locale.ROOT), -1)) {
            boolean first = name.length() == 0 || word.isEmpty();
            name.append(first ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    /** The number of items; rows are numbered from 0. */
    int size() {
        return ids.size();
    }

    /** Returns the id of the row's item. */
    String id(int row) {
        return ids.get(row);
    }

    /** Returns the row of an item, null if there is no such item. */
    @Nullable
    Integer row(String id) {
        return rows.get(id);
    }

    /** Returns the column of a field, null if there is none. */
    @Nullable
    Column column(String field) {
        return columns.get(field);
    }

    /** A column. */
    sealed interface Column {

        /** The name of the column in an answer's metadata. */
        String metadataName();

        /** Returns the value of a row in the form of metadata. */
        String text(int row);
    }

    /** A column of numbers. */
    static final class Numbers implements Column {

        private final String metadataName;
        private final List<String> texts;
        private final double[] numbers;

        private Numbers(String metadataName, List<String> texts, List<Double> numbers) {
            this.metadataName = metadataName;
            this.texts = List.copyOf(texts);
            this.numbers = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** Returns the value of a row. */
        double number(int row) {
            return numbers[row];
        }

        @Override
        public String metadataName() {
            return metadataName;
        }

        @Override
        public String text(int row) {
            return texts.get(row);
        }
    }

    /** A column of texts, each of one or several elements; equal texts share a code. */
    static final class Texts implements Column {

        private final String metadataName;
        private final List<String> distinct = new ArrayList<>();
        private final Map<String, BitSet> codesByElement = new HashMap<>();
        private final int[] codes;

        private Texts(String metadataName, int size) {
            this.metadataName = metadataName;
            this.codes = new int[size];
        }

        private static Texts of(String metadataName, List<String> texts) {
            Texts column = new Texts(metadataName, texts.size());
            Map<String, Integer> known = new HashMap<>();
            for (int row = 0; row < texts.size(); row++) {
                column.codes[row] = known.computeIfAbsent(texts.get(row), column::add);
            }
            return column;
        }

        private int add(String text) {
            int code = distinct.size();
            distinct.add(text);
            Arrays.stream(text.split(Pattern.quote(Dataset.MULTI_VALUE_SEPARATOR), -1))
                    .forEach(element -> codesByElement
                            .computeIfAbsent(element, unused -> new BitSet())
                            .set(code));
            return code;
        }

        /** Returns the code of a row's text. */
        int code(int row) {
            return codes[row];
        }

        /** Returns the codes of the texts that have one of the given elements, as a set that the caller owns. */
        BitSet codesWith(List<String> elements) {
            BitSet accepted = new BitSet();
            for (String element : elements) {
                BitSet some = codesByElement.get(element);
                if (some != null) {
                    accepted.or(some);
                }
            }
            return accepted;
        }

        @Override
        public String metadataName() {
            return metadataName;
        }

        @Override
        public String text(int row) {
            return distinct.get(codes[row]);
        }
    }
}
