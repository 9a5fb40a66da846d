package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueFile;
import io.customersegment.catalogue.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The filters that a catalogue needs in the Personalize dataset group. A pure function of the catalogue's filterable columns, so that
 * the component that creates the filters and the one that calls them derive the same ones. Immutable.
 */
public final class FilterTemplates {

    /** The number of filters that a dataset group holds. */
    public static final int MAX_FILTERS = 30;

    /** The number of columns that fit in a filter in addition to the car model and the shard. */
    public static final int MAX_COLUMNS_IN_A_FILTER = 8;

    /**
     * The number of columns that fit in all filters of a dataset group, which may have 20 fields, in addition to the car model and
     * the shard.
     */
    public static final int MAX_COLUMNS = 18;

    private static final Pattern NAME = Pattern.compile("customer-segment-\\d{2}-[0-9a-f]{8}");
    private static final int MAX_PLACEHOLDERS = 25;
    private static final int MAX_CHARS = 2500;

    private final List<FilterTemplate> all;

    private FilterTemplates(List<FilterTemplate> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Returns the templates of the catalogue. Each has as many of the filterable columns as fit, chosen so that as many combinations
     * of columns as possible occur together in one template.
     *
     * @throws IllegalArgumentException if the catalogue exceeds a limit of Personalize; the message names the column and the limit
     */
    public static FilterTemplates from(Catalogue catalogue) {
        FilterLimits.of(catalogue.columns()).stream().findFirst().ifPresent(broken -> {
            throw new IllegalArgumentException("The catalogue's column " + broken.column() + ": " + broken.why());
        });
        List<Column> columns =
                catalogue.columns().stream().filter(Column::filterable).toList();
        List<FilterTemplate> all = new ArrayList<>();
        for (int block : CoveringDesign.blocks(columns.size(), MAX_COLUMNS_IN_A_FILTER, MAX_FILTERS)) {
            List<Column> chosen = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if ((block & 1 << i) != 0) {
                    chosen.add(columns.get(i));
                }
            }
            all.add(template(all.size() + 1, chosen));
        }
        return new FilterTemplates(all);
    }

    /** Adds to the file a problem for each limit of Personalize filters that its columns violate. */
    public static void check(CatalogueFile file) {
        FilterLimits.of(file.columns())
                .forEach(broken -> file.refuse(file.place(broken.column(), broken.key()), broken.why()));
    }

    /** Returns all templates, at least one, the most useful first. */
    public List<FilterTemplate> all() {
        return all;
    }

    /** Whether the name has the format of a template's name, of this catalogue or any other. */
    public static boolean isName(String filter) {
        return NAME.matcher(filter).matches();
    }

    private static FilterTemplate template(int number, List<Column> columns) {
        StringBuilder expression = new StringBuilder("INCLUDE ItemID WHERE Items.")
                .append(FilterTemplate.INTERESTED_MODELS)
                .append(" IN ($")
                .append(FilterTemplate.MODEL)
                .append(')');
        range(expression, FilterTemplate.SHARD, FilterTemplate.SHARD_MIN, FilterTemplate.SHARD_MAX);
        int placeholders = 3;
        for (Column column : columns) {
            if (column.numeric()) {
                range(expression, column.field(), FilterTemplate.minOf(column), FilterTemplate.maxOf(column));
                placeholders += 2;
            } else {
                expression
                        .append(" AND Items.")
                        .append(column.field())
                        .append(" IN ($")
                        .append(FilterTemplate.listOf(column))
                        .append(')');
                placeholders++;
            }
        }
        if (placeholders > MAX_PLACEHOLDERS || expression.length() > MAX_CHARS) {
            throw new IllegalStateException("A filter of " + columns.size() + " columns is too long");
        }
        CRC32 crc = new CRC32();
        crc.update(expression.toString().getBytes(StandardCharsets.UTF_8));
        String name = String.format(Locale.ROOT, "customer-segment-%02d-%08x", number, crc.getValue());
        return new FilterTemplate(name, columns, expression.toString());
    }

    private static void range(StringBuilder expression, String field, String min, String max) {
        expression
                .append(" AND Items.")
                .append(field)
                .append(" >= $")
                .append(min)
                .append(" AND Items.")
                .append(field)
                .append(" <= $")
                .append(max);
    }
}
