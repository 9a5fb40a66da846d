package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds the phrases of a catalogue to a lexicon. */
final class CatalogueWords {

    private static final String PEOPLE = "@people";

    private final Catalogue catalogue;
    private final io.customersegment.catalogue.Lexicon words;
    private final Lexicon lexicon;

    CatalogueWords(Catalogue catalogue, Lexicon lexicon) {
        this.catalogue = catalogue;
        this.words = catalogue.lexicon();
        this.lexicon = lexicon;
    }

    /** Adds all phrases. */
    void add() {
        words.people().forEach(word -> content(word, Symbol.CUSTOMERS, Symbol.CUSTOMERS));
        words.silent().forEach(word -> content(word, Symbol.SILENT, Symbol.SILENT));
        words.unkept().forEach(lexicon::addUnkept);
        words.occasions().forEach(word -> content(word, Symbol.OCCASION, Symbol.OCCASION));
        words.contacts().forEach(word -> content(word, Symbol.CONTACT, Symbol.CONTACT));
        words.entries().forEach(this::entry);
        words.superlatives()
                .forEach(superlative ->
                        superlative.phrases().forEach(phrase -> content(phrase, Symbol.RANKING, superlative)));
        catalogue.columns().forEach(this::column);
    }

    private void entry(Entry entry) {
        for (Entry.Part part : Entry.Part.values()) {
            for (String phrase : entry.phrases().getOrDefault(part, List.of())) {
                content(phrase, Symbol.NAME, new Subject(entry, part, null, false));
            }
        }
        context(entry).forEach(phrase -> content(phrase, Symbol.CONTEXT, entry));
        entry.ended().forEach(phrase -> content(phrase, Symbol.ENDED, entry));
        Map<String, List<String>> texts = new LinkedHashMap<>();
        entry.values().forEach((text, phrases) -> {
            if (phrases.isEmpty()) {
                texts.computeIfAbsent(text, any -> new ArrayList<>()).add(text);
            } else if (phrases.stream().noneMatch(text::equalsIgnoreCase)) {
                content(text, Symbol.VALUE, new NamedValues(entry, List.of(text), true));
            }
            phrases.forEach(phrase ->
                    texts.computeIfAbsent(phrase, any -> new ArrayList<>()).add(text));
        });
        texts.forEach((phrase, named) -> content(phrase, Symbol.VALUE, new NamedValues(entry, distinct(named), false)));
        tails(entry, texts);
        entry.shortValues()
                .forEach((text, phrases) -> phrases.forEach(
                        phrase -> content(phrase, Symbol.SHORT_VALUE, new NamedValues(entry, List.of(text), false))));
    }

    /**
     * Returns the words that may accompany the entry: its context words and, after its verbs, also its nouns, as in "booked three
     * courses".
     */
    private Set<String> context(Entry entry) {
        Set<String> context = new LinkedHashSet<>(entry.context());
        Set<String> verbs = lemmas(entry, Entry.Part.DOES).keySet();
        if (!verbs.isEmpty() && !entry.is(Entry.Trait.UNNAMED)) {
            Map<String, String> nouns = lemmas(entry, Entry.Part.WHAT);
            nouns.keySet().removeAll(verbs);
            nouns.values().removeIf(noun -> noun.endsWith("ing"));
            context.addAll(nouns.values());
        }
        return context;
    }

    private Map<String, String> lemmas(Entry entry, Entry.Part part) {
        Map<String, String> phrases = new LinkedHashMap<>();
        for (String phrase : entry.phrases().getOrDefault(part, List.of())) {
            phrases.put(lexicon.lemmas(phrase), phrase);
        }
        return phrases;
    }

    /** Adds the last words that distinguish the text values which share a phrase, such as Standard and Elegance of a Camry. */
    private void tails(Entry entry, Map<String, List<String>> texts) {
        Map<String, List<String>> tails = new LinkedHashMap<>();
        texts.forEach((phrase, named) -> {
            int last = phrase.lastIndexOf(' ');
            List<String> together = last < 0 ? List.of() : texts.getOrDefault(phrase.substring(0, last), List.of());
            if (together.size() > named.size()) {
                tails.computeIfAbsent(phrase.substring(last + 1), any -> new ArrayList<>())
                        .addAll(named);
            }
        });
        tails.forEach(
                (tail, named) -> content(tail, Symbol.VALUE_TAIL, new NamedValues(entry, distinct(named), false)));
    }

    private void column(Column column) {
        if (column.type() == Column.Type.ID) {
            content(column.name(), Symbol.CUSTOMERS, Symbol.CUSTOMERS);
            return;
        }
        Entry owner = words.entries().stream()
                .filter(entry ->
                        column.equals(entry.number()) || column.equals(entry.date()) || column.equals(entry.text()))
                .findFirst()
                .orElseGet(() -> ofTexts(column));
        Subject subject = new Subject(owner, Entry.Part.WHAT, column, false);
        content(column.name(), Symbol.NAME, subject);
        content(column.label(), Symbol.NAME, subject);
    }

    /** Returns an entry for the text values of a column without an entry, so that they may follow its name; null if it has none. */
    private @Nullable Entry ofTexts(Column column) {
        if (column.type() != Column.Type.TEXT || column.values().isEmpty()) {
            return null;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        column.values().forEach(text -> values.put(text, List.of()));
        Entry entry = new Entry(
                column.label(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                null,
                column,
                values,
                Map.of(),
                List.of(),
                List.of(Entry.Trait.VALUES_NEED_NAME),
                null,
                null,
                null,
                Double.POSITIVE_INFINITY,
                List.of());
        entry(entry);
        return entry;
    }

    /** Adds a phrase; one with a placeholder for the people is added once for each word for them. */
    private void content(String phrase, Symbol symbol, Object value) {
        if (phrase.contains(PEOPLE)) {
            words.people().forEach(people -> content(phrase.replace(PEOPLE, people), symbol, value));
            return;
        }
        lexicon.addContent(phrase, symbol, value);
    }

    private static List<String> distinct(List<String> texts) {
        return List.copyOf(new LinkedHashSet<>(texts));
    }
}
