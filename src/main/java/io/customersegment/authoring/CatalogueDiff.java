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
 * The changes that a new catalogue brings: how prompts are read, the columns, and the filters.
 *
 * @param readings all prompts, in the order of the file
 * @param columns the differences between the columns, the old ones first
 * @param filtersToCreate the names of the filters that only the new catalogue needs
 * @param filtersNoLongerNeeded the names of the filters that only the old catalogue needs
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

    /** How the reading of a prompt changes. */
    public enum Kind {
        /** The same criteria, or refused by both. */
        SAME,
        /** Different criteria. */
        CHANGED,
        /** Only the new catalogue reads it. */
        NOW_READ,
        /** Only the old catalogue reads it. */
        NO_LONGER_READ
    }

    /**
     * The readings of a prompt before and after.
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
        /** Omits the criteria, so that it can be logged. */
        @Override
        public String toString() {
            return "ReadingChange[" + prompt + "]";
        }
    }

    /**
     * Compares two catalogues.
     *
     * @param day the day from which time windows count where a prompt names no day
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

    /** Returns the number of readings of the kind. */
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
        // If only a bound of a column changed, the criteria can differ although their texts are equal.
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
