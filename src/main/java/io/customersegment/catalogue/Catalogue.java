package io.customersegment.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns, words and phrases of one business. Immutable. */
public final class Catalogue {

    private final Map<String, Column> columns;
    private final List<Column> inOrder;
    private final Map<Column, Column> countColumns;
    private final Map<Column, Column> laterDateColumns;
    private final List<Companions> companions;
    private final Lexicon lexicon;
    private final Sample sample;
    private final String always;
    private final String version;

    /**
     * Creates a catalogue.
     *
     * @param columns the columns by name, in their order
     * @param always the condition that is added to every prompt, in the words of a prompt; empty if there is none
     * @param version identifies the file's content
     */
    Catalogue(
            Map<String, Column> columns,
            Map<Column, Column> countColumns,
            Map<Column, Column> laterDateColumns,
            List<Companions> companions,
            Lexicon lexicon,
            Sample sample,
            String always,
            String version) {
        this.columns = new LinkedHashMap<>(columns);
        this.inOrder = List.copyOf(columns.values());
        this.countColumns = Map.copyOf(countColumns);
        this.laterDateColumns = Map.copyOf(laterDateColumns);
        this.companions = List.copyOf(companions);
        this.lexicon = lexicon;
        this.sample = sample;
        this.always = always;
        this.version = version;
    }

    /**
     * The columns that a result shows in addition to one that the prompt refers to.
     *
     * @param from the rule applies if the prompt accepts no number of the column below this
     * @param to and no number above this
     * @param show the columns to show
     */
    public record Companions(Column column, double from, double to, List<Column> show) {
        public Companions {
            show = List.copyOf(show);
        }
    }

    /** Returns all columns in the catalogue's order, which is the order of a result. */
    public List<Column> columns() {
        return inOrder;
    }

    /**
     * Returns the column of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("The catalogue has no column " + name);
        }
        return column;
    }

    /**
     * Returns for each date on which something happened last the column that counts how often it happened: the date is null exactly
     * where the count is 0.
     */
    public Map<Column, Column> countColumns() {
        return countColumns;
    }

    /**
     * Returns for date columns another date column: a customer with the first date also has the other, which is not before the first.
     */
    public Map<Column, Column> laterDateColumns() {
        return laterDateColumns;
    }

    /** Returns the columns that a result shows in addition to those that the prompt refers to. */
    public List<Companions> companions() {
        return companions;
    }

    /** Returns the words that prompts are read with. */
    public Lexicon lexicon() {
        return lexicon;
    }

    /** Returns the properties of invented customers of the business. */
    public Sample sample() {
        return sample;
    }

    /** Returns the condition that is added to every prompt, in the words of a prompt; empty if there is none. */
    public String always() {
        return always;
    }

    /** Returns the identifier of the file's content: the first 12 hexadecimal digits of its SHA-256. */
    public String version() {
        return version;
    }
}
