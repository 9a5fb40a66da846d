package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules for text values of a column, as in "gold or platinum", "silver and above", "region: East or West", "not in (North, East)", "the two
 * lowest bands".
 */
final class ListRules {

    /**
     * The rule name for text values that need a name, in a clause of their own; in a list of keywords they are something that a customer
     * has.
     */
    static final String LONE_TEXTS = "texts alone";

    /** The rule name for an adjective that describes the list, not the customers, as in "a new list". */
    static final String NEW_LIST = "new list";

    /** The rule name for required text values, which end their clause and are not negated, as in "consent required". */
    static final String NEEDED = "it is needed";

    /** The rule name for the columns that a query selects. */
    static final String COLUMNS = "columns asked for";

    /**
     * The rule name for any text value in a clause of its own among others, where it restricts no customers, as in "gold, any income,
     * North".
     */
    static final String ANY_LISTED = "any of it, listed";

    /** The rule name for any text value of a column in all other places. */
    static final String ANY_OF_IT = "any of it";

    /** The rule name for text values that customers do not have; it makes that statement about all customers, as in "without a Camry". */
    static final String NONE_HAD = "has none of the texts";

    private ListRules() {}

    /** Adds the rules. */
    static void addTo(Grammar grammar) {
        lists(grammar);
        ranges(grammar);
        grammar.rule(NEW_LIST, "REQUEST <- FRESH FRESH? DOCUMENT", m -> Symbol.REQUEST);
        grammar.rule("texts", "CONDITION <- PLACE? VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            return values.needName() ? null : texts(values);
        });
        grammar.rule(LONE_TEXTS, "CONDITION <- VALUES", 0.5, m -> {
            NamedValues values = m.get(NamedValues.class);
            return values.entry().is(Entry.Trait.HAD) && values.needName() ? texts(values) : null;
        });
        grammar.rule("known by what they have", "CONDITION <- VALUES KNOWN_BY", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean had = values.entry().is(Entry.Trait.HAD) && values.needName();
            Subject who = new Subject(values.entry(), Entry.Part.WHO, null, false);
            return had ? WordedCondition.of(Statements.in(values), Frame.NOUN, true, who) : null;
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
        grammar.rule("text in its context or above", "CONDITION <- VALUES CONTEXT OR_MORE|OR_LESS", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class)) && !values.named() && !isOfOthers(m, 2);
            NamedValues ranged = own ? ranged(values, m.has(Symbol.OR_MORE), false) : null;
            return ranged == null ? null : texts(ranged);
        });
        grammar.rule("texts in their context", "CONDITION <- CONTEXT PLACE? VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean own = values.entry().equals(m.get(Entry.class)) && !values.needName() && !m.passesOver("to");
            return own ? texts(values) : null;
        });
        grammar.rule("has one of the texts", "CONDITION <- WITH CONTEXT? VALUES CONTEXT?", m -> {
            NamedValues values = m.get(NamedValues.class);
            Entry context = m.find(Entry.class, 0);
            boolean had = values.entry().is(Entry.Trait.HAD) && (context == null || context.equals(values.entry()));
            return had ? texts(values) : null;
        });
        grammar.rule(NONE_HAD, "CONDITION <- WITHOUT|NO VALUES CONTEXT?", m -> {
            NamedValues values = m.get(NamedValues.class);
            Entry context = m.find(Entry.class, 0);
            boolean had = values.entry().is(Entry.Trait.HAD) && (context == null || context.equals(values.entry()));
            WordedCondition said = texts(values);
            return had ? said.with(Condition.not(said.condition())) : null;
        });
        grammar.rule("for one of the texts", "CONDITION <- PURPOSE VALUES", 0.3, m -> {
            NamedValues values = m.get(NamedValues.class);
            boolean had = values.entry().is(Entry.Trait.HAD)
                    && values.needName()
                    && m.node(0).rule().equals("for");
            WordedCondition said = WordedCondition.of(Condition.everybody(), Frame.THING, true, null);
            return had ? said.about(values.texts()) : null;
        });
        grammar.rule(NEEDED, "CONDITION <- CONDITION NECESSITY", m -> {
            WordedCondition said = m.get(WordedCondition.class);
            return isOfTexts(said.condition()) && said.bare() ? said : null;
        });
        grammar.rule("any text but", "CONDITION <- WHATEVER|EVERY SUBJECT|CONTEXT BUT|EXCEPT VALUES", m -> {
            NamedValues values = m.get(NamedValues.class);
            Subject subject = m.find(Subject.class, 0);
            Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
            boolean own = values.entry().equals(entry);
            WordedCondition said = texts(values);
            return own ? said.with(hasAnother(said, values.column())) : null;
        });
        String last = "COLUMN_LIST <- NAME|CUSTOMERS FROM PEOPLE|CUSTOMERS";
        grammar.rule(COLUMNS, last, m -> Symbol.COLUMN_LIST);
        grammar.rule(COLUMNS, "COLUMN_LIST <- NAME|CUSTOMERS COMMA COLUMN_LIST", m -> Symbol.COLUMN_LIST);
        grammar.rule(COLUMNS, "ASIDE <- REQUEST COLUMN_LIST", m -> {
            boolean select = m.words(m.node(0)).get(0).is("select");
            return select ? COLUMNS : null;
        });
        grammar.rule("several groups", "GROUPS <- NUMBER GROUP_NOUN", m -> isSeveral(m, 0));
        grammar.rule(
                "several groups in one", "GROUPS <- NUMBER GROUP_NOUN PLACE NUMBER LABEL_NOUN", m -> isSeveral(m, 0));
        grammar.rule(
                "one of several groups", "GROUPS <- NUMBER LABEL_NOUN PLACE NUMBER GROUP_NOUN", m -> isSeveral(m, 1));
        grammar.rule("groups, please", "GROUPS <- GROUPS COURTESY COURTESY?", m -> Symbol.GROUPS);
        had(grammar);
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
        grammar.rule(ANY_LISTED, "ASIDE <- WHATEVER SUBJECT|CONTEXT", -0.2, m -> {
            Entry entry = m.find(Entry.class, 0);
            boolean kind = entry == null || isKind(entry, m.node(1).rule());
            return kind && isText(m) && m.node(0).rule().equals("any") ? ANY_LISTED : null;
        });
        grammar.rule(ANY_OF_IT, "ASIDE <- WHATEVER SUBJECT|CONTEXT", 0.2, m -> {
            Entry entry = m.find(Entry.class, 0);
            return (entry == null || isKind(entry, m.node(1).rule())) && isText(m) ? ANY : null;
        });
        grammar.rule("any of it is fine", "ASIDE <- WHATEVER SUBJECT|CONTEXT MODAL? ACCEPTABLE", m -> {
            boolean fine = m.node(0).rule().equals("any")
                    && WordGroup.FINE.holds(m.node(m.size() - 1).rule());
            return fine && isText(m) ? ANY : null;
        });
        grammar.rule("any of it will do", "ASIDE <- WHATEVER SUBJECT|CONTEXT SIZE_MAX", m -> {
            boolean does = m.node(0).rule().equals("any")
                    && m.node(m.size() - 1).rule().equals("will do");
            return does && isText(m) ? ANY : null;
        });
        grammar.rule(
                "in any way",
                "ASIDE <- PLACE WHATEVER CONTEXT",
                0.2,
                m -> isKind(m.get(Entry.class), m.node(m.size() - 1).rule()) ? ANY : null);
        grammar.rule(
                "of no matter",
                "ASIDE <- SUBJECT|CONTEXT WHATEVER",
                0.2,
                m -> m.node(1).rule().equals("any") || m.node(1).rule().startsWith("whether") ? null : ANY);
        grammar.rule(
                "any but",
                "EXCEPT <- WHATEVER|EVERY SUBJECT|CONTEXT BUT|EXCEPT",
                m -> isText(m) ? Symbol.EXCEPT : null);
        grammar.rule(
                "all but",
                "EXCEPT <- FILLER SUBJECT|CONTEXT BUT|EXCEPT",
                m -> isText(m) && WordGroup.ALL_EACH.holds(m.node(0).rule()) ? Symbol.EXCEPT : null);
        grammar.rule("of no matter", "ASIDE <- SUBJECT COLON WHATEVER", 0.2, m -> ANY);
        grammar.rule(
                "all else is of no matter",
                "ASIDE <- OTHER_THINGS WHATEVER",
                m -> m.node(1).rule().equals("any") || m.node(1).rule().startsWith("whether") ? null : ANY);
    }

    /** Adds the rules for having any or none of the text values, as in "owners of any model" or "own nothing of ours". */
    private static void had(Grammar grammar) {
        grammar.rule("has any of them", "CONDITION <- SUBJECT WHATEVER|ONE_OF CONTEXT", m -> {
            boolean any = !m.has(Symbol.WHATEVER) || m.node(1).rule().equals("any");
            return any && isHad(m) && m.get(Subject.class).part() != Entry.Part.WHAT ? had(m, true) : null;
        });
        grammar.rule("has none of them", "CONDITION <- SUBJECT NO|NONE_OF CONTEXT", m -> {
            return isHad(m) && m.get(Subject.class).part() == Entry.Part.DOES ? had(m, false) : null;
        });
    }

    /**
     * Returns the condition of having a text value other than these, as in "a model other than these"; a missing value does not meet it.
     */
    private static Condition hasAnother(WordedCondition said, Column column) {
        return Condition.all(List.of(Condition.not(said.condition()), Statements.known(column)));
    }

    private static @Nullable Object isSeveral(Match m, int index) {
        double number = m.get(Num.class, index).value();
        Num other = m.find(Num.class, 1 - index);
        return number > 1 && (other == null || other.value() == 1) ? Symbol.GROUPS : null;
    }

    private static boolean isHad(Match m) {
        Subject subject = m.get(Subject.class);
        Entry entry = subject.entry();
        return entry != null
                && subject.column() == null
                && entry.is(Entry.Trait.HAD)
                && entry.equals(m.get(Entry.class))
                && m.words(m.node(2)).size() > 1
                && entry.text() != null
                && entry.text().nullable();
    }

    private static WordedCondition had(Match m, boolean any) {
        Subject subject = m.get(Subject.class);
        Condition known = Statements.known(Objects.requireNonNull(subject.text()));
        Frame frame = subject.part() == Entry.Part.WHO ? Frame.NOUN : Frame.VERB;
        return WordedCondition.of(any ? known : Condition.not(known), frame, true, subject);
    }

    private static boolean isOfTexts(Condition condition) {
        return condition.columns().size() == 1
                && condition.columns().iterator().next().type() == Column.Type.TEXT;
    }

    private static final String ANY = "any";
    private static final String ONE_OF = "one of the texts";

    /** Whether a word next to the entry names its kind rather than a unit of it: any trim, but not any year of age. */
    private static boolean isKind(Entry entry, String word) {
        boolean units = entry.is(Entry.Trait.ORDERED) || entry.is(Entry.Trait.UNNAMED);
        return !units || names(entry, word);
    }

    private static boolean isText(Match m) {
        Subject subject = m.find(Subject.class, 0);
        Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
        return entry != null && entry.text() != null;
    }

    private static WordedCondition texts(NamedValues values) {
        return WordedCondition.of(
                Statements.in(values), Frame.TEXTS, true, new Subject(values.entry(), Entry.Part.WHAT, null, false));
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
        String tails = "VALUE_TAIL OR|AND|SLASH VALUE_TAIL";
        grammar.rule(
                "text that ends in one or the other",
                "VALUES <- VALUE COMMA|PLACE? EITHER? " + tails,
                ListRules::tailed);
        grammar.rule(
                "text that ends in one or the other",
                "VALUES <- VALUE OPEN EITHER? " + tails + " CLOSE",
                ListRules::tailed);
        grammar.rule("text that ends in one or the other", "VALUES <- " + tails + " VALUE", ListRules::tailed);
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
                m -> isPlus(m) || isOfOthers(m, 1) ? null : ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text and up",
                "VALUES <- VALUES UP",
                AmountRules.UPWARDS,
                m -> ranged(m.get(NamedValues.class), true, false));
        grammar.rule(
                "text or above",
                "VALUES <- VALUES CONTEXT OR_MORE",
                m -> isOfOthers(m, 2) ? null : ranged(m.get(NamedValues.class), true, false));
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

    /** Whether an article within "and over" shows that a number of others follows, as in "gold and the over-60s". */
    private static boolean isOfOthers(Match m, int more) {
        return m.words(m.node(more)).stream().anyMatch(word -> word.is("the"));
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

    /** Whether one of the entry's names ends with the word, as in "the two lowest bands". */
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

    /** Adds the rules for text values of a named subject. */
    private static void named(Grammar grammar) {
        grammar.rule("it is one of", "CONDITION <- SUBJECT COLON? MEMBER? VALUES|SHORT_VALUE", m -> valued(m));
        grammar.rule("it is one of those listed", "CONDITION <- SUBJECT ONE_OF COLON VALUES", m -> valued(m));
        grammar.rule("it is none of those listed", "CONDITION <- SUBJECT NONE_OF COLON VALUES", m -> negated(m));
        grammar.rule("one of those or another", "CONDITION <- VALUES SUBJECT|CONTEXT OR VALUES", 0.1, m -> {
            NamedValues first = m.get(NamedValues.class);
            NamedValues second = m.get(NamedValues.class, 1);
            Subject subject = m.find(Subject.class, 0);
            Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
            boolean own = first.entry().equals(entry) && second.entry().equals(entry) && !m.goesOn();
            return own && second.needName() ? texts(first.or(second)) : null;
        });
        grammar.rule("it is one of", "CONDITION <- SUBJECT PLACE VALUES", 0.05, m -> valued(m));
        grammar.rule("one of those", "CONDITION <- VALUES|SHORT_VALUE SUBJECT", 0.05, m -> valued(m));
        grammar.rule("one of those in a window", "CONDITION <- SUBJECT VALUES WINDOW", m -> {
            WordedCondition said = valued(m);
            Subject subject = m.get(Subject.class);
            WordedCondition dated = said == null ? null : Statements.dated(subject, m.get(Window.class), m.day());
            return said == null || dated == null || said.isSilent()
                    ? null
                    : dated.with(Condition.all(List.of(said.condition(), dated.condition())));
        });
        grammar.rule("it is not one of", "CONDITION <- SUBJECT NOT_EQUAL VALUES", m -> {
            WordedCondition said = valued(m);
            Column column = m.get(NamedValues.class).column();
            return said == null || said.isSilent() ? null : said.with(hasAnother(said, column));
        });
        grammar.rule("it is not one of", "CONDITION <- SUBJECT COLON? NOT|NO MEMBER? VALUES", m -> negated(m));
        grammar.rule(
                "it is any but",
                "CONDITION <- SUBJECT COLON? EXCEPT VALUES",
                m -> isText(m) && m.beginsClause() && m.get(Subject.class).part() == Entry.Part.WHAT
                        ? negated(m)
                        : null);
        grammar.rule("it is none of", "CONDITION <- SUBJECT COLON? NONE_OF VALUES", m -> negated(m));
    }

    private static @Nullable WordedCondition valued(Match m) {
        return Statements.valued(m.get(Subject.class), m.get(NamedValues.class), m.day());
    }

    private static @Nullable WordedCondition negated(Match m) {
        WordedCondition said = valued(m);
        return said == null || said.isSilent() ? null : said.with(Condition.not(said.condition()));
    }
}
