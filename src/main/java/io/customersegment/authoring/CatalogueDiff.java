package io.customersegment.authoring;

import io.customersegment.app.Wiring;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.FilterTemplates;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes with a new catalogue: how prompts are read, the columns, and the filters.
 *
 * @param readings every prompt, in the order of the file
 * @param columns what is not the same of them, the old ones first
 * @param filtersToCreate names of the filters that only the new catalogue needs
 * @param filtersNoLongerNeeded names of those that only the old one needs
 * @param filtersFit whether a dataset group holds the filters of both
 */
public record CatalogueDiff(
        List<ReadingChange> readings,
        List<ColumnChange> columns,
        List<String> filtersToCreate,
        List<String> filtersNoLongerNeeded,
        boolean filtersFit) {

    public CatalogueDiff {
        readings = List.copyOf(readings);
        columns = List.copyOf(columns);
        filtersToCreate = List.copyOf(filtersToCreate);
        filtersNoLongerNeeded = List.copyOf(filtersNoLongerNeeded);
    }

    /** What becomes of a prompt's reading. */
    public enum Kind {
        /** The same criteria, or refused by both. */
        SAME,
        /** Other criteria. */
        CHANGED,
        /** Only the new catalogue reads it. */
        NOW_READ,
        /** Only the old catalogue reads it. */
        NO_LONGER_READ
    }

    /**
     * How a prompt is read before and after.
     *
     * @param before the criteria as text, null if the old catalogue refuses it
     * @param after the criteria as text, null if the new catalogue refuses it
     * @param message why the new catalogue refuses it, null if it does not
     */
    public record ReadingChange(
            Prompt prompt,
            Kind kind,
            @Nullable String before,
            @Nullable String after,
            @Nullable String message) {
        /** Without the criteria, so that it can be logged. */
        @Override
        public String toString() {
            return "ReadingChange[" + prompt + "]";
        }
    }

    /**
     * Compares two catalogues.
     *
     * @param day from which windows count where a prompt names no day
     */
    public static CatalogueDiff of(
            Catalogue oldCatalogue,
            Wiring oldWiring,
            Catalogue newCatalogue,
            Wiring newWiring,
            List<Prompt> prompts,
            LocalDate day) {
        PromptReader before = new PromptReader(oldWiring, day);
        PromptReader after = new PromptReader(newWiring, day);
        List<String> oldFilters = names(oldWiring);
        List<String> toCreate = without(names(newWiring), oldFilters);
        return new CatalogueDiff(
                prompts.stream()
                        .map(prompt -> reading(prompt, before.read(prompt), after.read(prompt)))
                        .toList(),
                ColumnChange.between(oldCatalogue, newCatalogue),
                toCreate,
                without(oldFilters, names(newWiring)),
                oldFilters.size() + toCreate.size() <= FilterTemplates.MAX_FILTERS);
    }

    /** How many readings are of the kind. */
    public long count(Kind kind) {
        return readings.stream().filter(reading -> reading.kind() == kind).count();
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return count(Kind.SAME) == readings.size()
                && columns.isEmpty()
                && filtersToCreate.isEmpty()
                && filtersNoLongerNeeded.isEmpty();
    }

    private static ReadingChange reading(Prompt prompt, PromptReader.Read before, PromptReader.Read after) {
        Kind kind;
        // Where only a bound of the column changed, the criteria differ in what none of them says.
        if (Objects.equals(before.criteria(), after.criteria()) || Objects.equals(before.text(), after.text())) {
            kind = Kind.SAME;
        } else if (before.criteria() == null) {
            kind = Kind.NOW_READ;
        } else {
            kind = after.criteria() == null ? Kind.NO_LONGER_READ : Kind.CHANGED;
        }
        return new ReadingChange(prompt, kind, before.text(), after.text(), after.message());
    }

    private static List<String> names(Wiring wiring) {
        return wiring.templates().all().stream().map(FilterTemplate::name).toList();
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
