package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Said.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of a column: gold or platinum, silver and above, region: East or West, not in (North, East), the two lowest bands. */
final class ListRules {

    /** The rule of texts that need a name, in a clause of their own: in a list of key words they are what somebody has. */
    static final String LONE_TEXTS = "texts alone";

    private ListRules() {}

    /** Adds the rules. */
    static void addTo(Grammar grammar) {
        lists(grammar);
        ranges(grammar);
        grammar.rule("texts", "CONDITION <- PLACE? VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            return values.needName() ? null : texts(values);
        });
        grammar.rule(LONE_TEXTS, "CONDITION <- VALUES", 0.5, m -> {
            NamedValues values = m.get(NamedValues.class);
            return values.entry().is(Entry.Trait.HAD) && values.needName() ? texts(values) : null;
        });
        grammar.rule("texts where they are kept", "CONDITION <- VALUES CONTEXT", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean kept = values.entry().equals(m.get(Entry.class))
                    && values.entry().is(Entry.Trait.HAD)
                    && m.words(m.node(1)).size() > 1;
            return kept ? texts(values) : null;
        });
        grammar.rule("texts in their context", "CONDITION <- PLACE? VALUES CONTEXT", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class));
            return own && (!values.needName() || values.entry().is(Entry.Trait.ORDERED)) ? texts(values) : null;
        });
        grammar.rule("texts in their context", "CONDITION <- CONTEXT PLACE? VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class)) && !values.needName();
            return own ? texts(values) : null;
        });
        grammar.rule("has one of the texts", "CONDITION <- WITH CONTEXT? VALUES CONTEXT?", m -> {
            NamedValues values = m.get(NamedValues.class);
            Entry context = m.find(Entry.class, 0);
            boolean had = values.entry().is(Entry.Trait.HAD) && (context == null || context.equals(values.entry()));
            return had ? texts(values) : null;
        });
        grammar.rule("has none of the texts", "CONDITION <- WITHOUT|NO VALUES CONTEXT?", m -> {
            NamedValues values = m.get(NamedValues.class);
            Entry context = m.find(Entry.class, 0);
            boolean had = values.entry().is(Entry.Trait.HAD) && (context == null || context.equals(values.entry()));
            Said said = texts(values);
            return had ? said.with(Condition.not(said.condition())) : null;
        });
        grammar.rule("for one of the texts", "CONDITION <- PURPOSE VALUES", 0.3, m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean had = values.entry().is(Entry.Trait.HAD)
                    && values.needName()
                    && m.node(0).rule().equals("for");
            Said said = Said.of(Condition.everybody(), Frame.THING, true, null);
            return had ? said.about(values.texts()) : null;
        });
        named(grammar);
        grammar.rule("any text at all", "CONDITION <- PLACE WHATEVER SUBJECT|CONTEXT WHATEVER?", m -> {
            Subject subject = m.find(Subject.class, 0);
            Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
            boolean any = entry != null
                    && entry.text() != null
                    && !entry.means().isEmpty()
                    && m.node(1).rule().equals("any")
                    && !entry.is(Entry.Trait.VALUES_NEED_NAME);
            return any ? Statements.bare(new Subject(entry, Entry.Part.WHAT, null, false), m.day()) : null;
        });
        grammar.rule("any of it", "ASIDE <- WHATEVER SUBJECT|CONTEXT", 0.2, m -> isText(m) ? ANY : null);
        grammar.rule("in any way", "ASIDE <- PLACE WHATEVER CONTEXT", 0.2, m -> ANY);
        grammar.rule(
                "of no matter",
                "ASIDE <- SUBJECT|CONTEXT WHATEVER",
                0.2,
                m -> m.node(1).rule().equals("any") || m.node(1).rule().startsWith("whether") ? null : ANY);
        grammar.rule("any but", "EXCEPT <- WHATEVER SUBJECT|CONTEXT BUT|EXCEPT", m -> isText(m) ? Symbol.EXCEPT : null);
        grammar.rule("of no matter", "ASIDE <- SUBJECT COLON WHATEVER", 0.2, m -> ANY);
    }

    private static final String ANY = "any";

    private static boolean isText(Match m) {
        Subject subject = m.find(Subject.class, 0);
        Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
        return entry != null && entry.text() != null;
    }

    private static Said texts(NamedValues values) {
        return Said.of(
                Statements.in(values), Frame.TEXTS, true, new Subject(values.entry(), Entry.Part.WHAT, null, false));
    }

    private static void lists(Grammar grammar) {
        grammar.rule("text", "VALUES <- VALUE", m -> m.get(NamedValues.class));
        String more = "VALUE|SHORT_VALUE";
        grammar.rule("list of texts", "VALUES <- VALUES OR|AND|NOR PLACE? " + more, ListRules::joined);
        grammar.rule("list of texts", "VALUES <- VALUES COMMA|SLASH|SEMICOLON " + more, ListRules::joined);
        grammar.rule(
                "list of texts",
                "VALUES <- VALUES COMMA OR|AND PLACE? " + more,
                m -> m.get(NamedValues.class).texts().size() < 2 ? null : joined(m));
        grammar.rule("short texts", "VALUES <- SHORT_VALUE OR|AND|COMMA|SLASH|SEMICOLON " + more, ListRules::joined);
        grammar.rule("short texts", "VALUES <- SHORT_VALUE COMMA OR|AND " + more, ListRules::joined);
        grammar.rule(
                "short text in its context",
                "VALUES <- SHORT_VALUE CONTEXT",
                m -> m.get(NamedValues.class).entry().equals(m.get(Entry.class)) ? m.get(NamedValues.class) : null);
        grammar.rule(
                "either text",
                "VALUES <- EITHER|BOTH|ONE_OF VALUES",
                m -> m.node(0).symbol() != Symbol.ONE_OF
                                && m.get(NamedValues.class).texts().size() < 2
                        ? null
                        : m.get(NamedValues.class));
        grammar.rule("texts in brackets", "VALUES <- OPEN VALUES CLOSE", m -> m.get(NamedValues.class));
        grammar.rule("exactly the text", "VALUES <- EXACTLY VALUES", 0.05, m -> m.get(NamedValues.class));
    }

    private static @Nullable Object joined(Match m) {
        NamedValues first = m.get(NamedValues.class);
        NamedValues second = m.get(NamedValues.class, 1);
        return first.entry().equals(second.entry()) ? first.or(second) : null;
    }

    /** Texts that are meant by their order. */
    private static void ranges(Grammar grammar) {
        grammar.rule("text or above", "VALUES <- VALUES OR_MORE", m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text or above",
                "VALUES <- VALUES CONTEXT OR_MORE",
                m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule("from a text up", "VALUES <- AT_LEAST VALUES", m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "from a text up", "VALUES <- FROM VALUES OR_MORE", m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule("above a text", "VALUES <- ABOVE VALUES", m -> ranged(m.get(NamedValues.class), true, true));
        grammar.rule("text or below", "VALUES <- VALUES OR_LESS", m -> ranged(m.get(NamedValues.class), false, false));
        grammar.rule("at most a text", "VALUES <- AT_MOST VALUES", m -> ranged(m.get(NamedValues.class), false, false));
        grammar.rule("below a text", "VALUES <- BELOW VALUES", m -> ranged(m.get(NamedValues.class), false, true));
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

    private static @Nullable NamedValues ranged(NamedValues values, boolean up, boolean open) {
        if (!values.entry().is(Entry.Trait.ORDERED) || values.texts().size() != 1) {
            return null;
        }
        List<String> all = values.column().values();
        int index = all.indexOf(values.texts().get(0));
        List<String> texts =
                up ? all.subList(open ? index + 1 : index, all.size()) : all.subList(0, open ? index : index + 1);
        return index < 0 || texts.isEmpty() ? null : new NamedValues(values.entry(), texts, values.named());
    }

    /** Whether one of the entry's names ends with the word: the two lowest bands. */
    private static boolean names(Entry entry, String word) {
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

    /** Texts of a subject that is named. */
    private static void named(Grammar grammar) {
        grammar.rule("it is one of", "CONDITION <- SUBJECT COLON? MEMBER? VALUES|SHORT_VALUE", m -> valued(m));
        grammar.rule("it is one of", "CONDITION <- SUBJECT PLACE VALUES", 0.05, m -> valued(m));
        grammar.rule("one of those", "CONDITION <- VALUES|SHORT_VALUE SUBJECT", 0.05, m -> valued(m));
        grammar.rule("one of those in a window", "CONDITION <- SUBJECT VALUES WINDOW", m -> {
            Said said = valued(m);
            Subject subject = m.get(Subject.class);
            Said dated = said == null ? null : Statements.dated(subject, m.get(Window.class), m.day());
            return said == null || dated == null || said.isSilent()
                    ? null
                    : dated.with(Condition.all(List.of(said.condition(), dated.condition())));
        });
        grammar.rule("it is not one of", "CONDITION <- SUBJECT NOT_EQUAL VALUES", m -> {
            Said said = valued(m);
            Column column = m.get(NamedValues.class).column();
            return said == null || said.isSilent()
                    ? null
                    : said.with(Condition.all(List.of(Condition.not(said.condition()), Statements.known(column))));
        });
        grammar.rule("it is not one of", "CONDITION <- SUBJECT COLON? NOT|NO MEMBER? VALUES", m -> negated(m));
        grammar.rule("it is none of", "CONDITION <- SUBJECT COLON? NONE_OF VALUES", m -> negated(m));
    }

    private static @Nullable Said valued(Match m) {
        return Statements.valued(m.get(Subject.class), m.get(NamedValues.class), m.day());
    }

    private static @Nullable Said negated(Match m) {
        Said said = valued(m);
        return said == null || said.isSilent() ? null : said.with(Condition.not(said.condition()));
    }
}
