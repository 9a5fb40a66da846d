package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for lists and ranges of text values: gold or platinum, silver and above, Camry Standard or Elegance, the two lowest bands. */
final class ValueRules {

    private static final String ONE_OF = "one of the texts";

    private ValueRules() {}

    static void addTo(Grammar grammar) {
        lists(grammar);
        ranges(grammar);
    }

    private static void lists(Grammar grammar) {
        grammar.rule("text", "VALUES <- VALUE", m -> m.get(NamedValues.class));
        String more = "VALUE|SHORT_VALUE";
        grammar.rule("short text in capitals", "VALUES <- SHORT_VALUE", 0.1, m -> {
            Token word = m.words(m.node(0)).get(0);
            boolean alone = m.isFirst() || m.follows(WordGroup.BEFORE_TEXT);
            return word.capital() && word.text().length() > 1 && alone ? m.get(NamedValues.class) : null;
        });
        grammar.rule("short text of a place", "VALUES <- SHORT_VALUE", 0.1, m -> {
            boolean whole = m.follows(WordGroup.IN_OR_FROM) && !m.isBeforeLetter();
            return whole ? m.get(NamedValues.class) : null;
        });
        grammar.rule("short texts in a row", "VALUES <- SHORT_VALUE VALUES", 0.1, m -> {
            boolean row = m.follows(WordGroup.IN_OR_FROM)
                    && m.get(NamedValues.class, 1).texts().size() > 1;
            return row ? joined(m) : null;
        });
        grammar.rule("list of texts", "VALUES <- VALUES OR|AND|NOR PLACE? " + more, ValueRules::joined);
        grammar.rule("list of texts", "VALUES <- VALUES COMMA|SLASH|SEMICOLON " + more, ValueRules::joined);
        grammar.rule(
                "list of texts",
                "VALUES <- VALUES COMMA OR|AND PLACE? " + more,
                m -> m.get(NamedValues.class).texts().size() < 2 ? null : joined(m));
        grammar.rule("short texts", "VALUES <- SHORT_VALUE OR|AND|COMMA|SLASH|SEMICOLON " + more, ValueRules::joined);
        grammar.rule("short texts", "VALUES <- SHORT_VALUE COMMA OR|AND " + more, ValueRules::joined);
        grammar.rule(
                "short text in its context",
                "VALUES <- SHORT_VALUE CONTEXT",
                m -> m.get(NamedValues.class).entry().equals(m.get(Entry.class)) ? m.get(NamedValues.class) : null);
        String tails = "VALUE_TAIL OR|AND|SLASH VALUE_TAIL";
        grammar.rule(
                "text that ends in one or the other",
                "VALUES <- VALUE COMMA|PLACE? EITHER? " + tails,
                ValueRules::tailed);
        grammar.rule(
                "text that ends in one or the other",
                "VALUES <- VALUE OPEN EITHER? " + tails + " CLOSE",
                ValueRules::tailed);
        grammar.rule("text that ends in one or the other", "VALUES <- " + tails + " VALUE", ValueRules::tailed);
        grammar.rule(
                "either text",
                "VALUES <- EITHER|BOTH VALUES",
                m -> m.get(NamedValues.class).texts().size() < 2 ? null : m.get(NamedValues.class));
        grammar.rule(ONE_OF, "VALUES <- ONE_OF VALUES", m -> m.get(NamedValues.class));
        grammar.rule(
                "texts, whatever their kind",
                "VALUES <- VALUES OPEN COURTESY|ASIDE CLOSE",
                m -> m.get(NamedValues.class));
        grammar.rule("texts in brackets", "VALUES <- OPEN VALUES CLOSE", m -> m.get(NamedValues.class));
        grammar.rule(
                "exactly the text",
                "VALUES <- EXACTLY VALUES",
                0.05,
                m -> isOneOfSeveral(m) ? null : m.get(NamedValues.class));
    }

    /** Returns the text values selected by the comparison before them, or null if it selects none. */
    private static @Nullable NamedValues bounded(Match m, boolean above, boolean exclusive) {
        return isOneOfSeveral(m) || m.isBefore("or") ? null : ranged(m.get(NamedValues.class), above, exclusive);
    }

    /** Whether the comparison before it counts how many members of a list apply, as in "exactly one of". */
    private static boolean isOneOfSeveral(Match m) {
        return m.node(1).rule().equals(ONE_OF);
    }

    /** Returns the text values that end in one of two words, as in "Camry Standard or Elegance". */
    private static @Nullable Object tailed(Match m) {
        int head = m.node(0).symbol() == Symbol.VALUE ? 0 : 2;
        NamedValues texts = m.get(NamedValues.class, head);
        NamedValues first = texts.and(m.get(NamedValues.class, head == 0 ? 1 : 0));
        NamedValues second = texts.and(m.get(NamedValues.class, head == 0 ? 2 : 1));
        return first.texts().isEmpty() || second.texts().isEmpty() ? null : first.or(second);
    }

    private static @Nullable Object joined(Match m) {
        NamedValues first = m.get(NamedValues.class);
        NamedValues second = m.get(NamedValues.class, 1);
        return first.entry().equals(second.entry()) ? first.or(second) : null;
    }

    /** Adds the rules for text values selected by their order. */
    private static void ranges(Grammar grammar) {
        grammar.rule(
                "text or above",
                "VALUES <- VALUES OR_MORE",
                m -> isPlus(m) || isOfOthers(m, 1) || isOfThings(m)
                        ? null
                        : ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text and up",
                "VALUES <- VALUES UP",
                AmountRules.UPWARDS,
                m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text or above",
                "VALUES <- VALUES CONTEXT OR_MORE",
                m -> isOfOthers(m, 2) || isOfThings(m) ? null : ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text or above in brackets",
                "VALUES <- VALUES OPEN OR_MORE CLOSE",
                m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text or below in brackets",
                "VALUES <- VALUES OPEN OR_LESS CLOSE",
                m -> ranged(m.get(NamedValues.class), false, false));
        grammar.rule(
                "from a text up",
                "VALUES <- AT_LEAST VALUES",
                m -> isOneOfSeveral(m) ? m.get(NamedValues.class) : bounded(m, true, false));
        grammar.rule(
                "from a text up",
                "VALUES <- FROM VALUES OR_MORE|OR_LATER",
                m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule("above a text", "VALUES <- ABOVE VALUES", 0.06, m -> bounded(m, true, true));
        grammar.rule("text or below", "VALUES <- VALUES OR_LESS", m -> ranged(m.get(NamedValues.class), false, false));
        grammar.rule("at most a text", "VALUES <- AT_MOST VALUES", m -> bounded(m, false, false));
        grammar.rule("below a text", "VALUES <- BELOW VALUES", m -> bounded(m, false, true));
        grammar.rule("from text to text", "VALUES <- FROM? VALUES TO|DASH VALUES", m -> {
            NamedValues first = m.get(NamedValues.class);
            NamedValues second = m.get(NamedValues.class, 1);
            NamedValues above = ranged(first, true, false);
            NamedValues below = ranged(second, false, false);
            boolean dash = !m.has(Symbol.TO) || !m.node(m.size() - 2).rule().equals("and");
            if (above == null || below == null || !first.entry().equals(second.entry()) || !dash) {
                return null;
            }
            List<String> both =
                    above.texts().stream().filter(below.texts()::contains).toList();
            return both.isEmpty() ? null : new NamedValues(first.entry(), both, false);
        });
        grammar.rule(
                "the highest or lowest texts",
                "VALUES <- NUMBER? HIGHEST|LOWEST SUBJECT",
                m -> extreme(
                        m,
                        m.get(Subject.class).column() == null
                                ? m.get(Subject.class).entry()
                                : null));
        grammar.rule(
                "the highest or lowest texts",
                "VALUES <- NUMBER? HIGHEST|LOWEST CONTEXT",
                m -> names(m.get(Entry.class), m.node(m.size() - 1).rule()) ? extreme(m, m.get(Entry.class)) : null);
    }

    /** Whether the last sign is a plus that joins two things, as in "gold + families": it has a space before it, or none after it. */
    private static boolean isPlus(Match m) {
        Token sign = m.words(m.node(m.size() - 1)).get(0);
        return sign.is("+") && m.goesOn() && (sign.spaced() || m.isTied());
    }

    /** Whether "at least" follows a verb, so that it belongs to what the customers have: silver members have at least. */
    private static boolean isOfThings(Match m) {
        return m.passesOver("have") || m.passesOver("has") || m.passesOver("had");
    }

    /** Whether an article within "and over" shows that a number of others follows, as in "gold and the over-60s". */
    static boolean isOfOthers(Match m, int more) {
        return m.words(m.node(more)).stream().anyMatch(word -> word.is("the"));
    }

    /** Returns the text values from the single one up or down, without it if the range is open; null if they have no order. */
    static @Nullable NamedValues ranged(NamedValues values, boolean up, boolean open) {
        if (!values.entry().is(Entry.Trait.ORDERED) || values.texts().size() != 1) {
            return null;
        }
        List<String> all = values.column().values();
        int index = all.indexOf(values.texts().get(0));
        List<String> texts =
                up ? all.subList(open ? index + 1 : index, all.size()) : all.subList(0, open ? index : index + 1);
        return index < 0 || texts.isEmpty() ? null : new NamedValues(values.entry(), texts, values.named());
    }

    /** Whether one of the entry's names ends with the word, as in "the two lowest bands". */
    static boolean names(Entry entry, String word) {
        return entry.phrases().getOrDefault(Entry.Part.WHAT, List.of()).stream()
                .anyMatch(name -> name.equals(word) || name.endsWith(" " + word));
    }

    private static @Nullable Object extreme(Match m, @Nullable Entry entry) {
        if (entry == null || entry.text() == null || !entry.is(Entry.Trait.ORDERED)) {
            return null;
        }
        List<String> all = entry.text().values();
        Num number = m.find(Num.class, 0);
        int count = number == null ? 1 : (int) number.value();
        if (count < 1 || count >= all.size()) {
            return null;
        }
        List<String> texts =
                m.has(Symbol.HIGHEST) ? all.subList(all.size() - count, all.size()) : all.subList(0, count);
        return new NamedValues(entry, texts, false);
    }
}
