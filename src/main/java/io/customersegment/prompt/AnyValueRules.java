package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;

/** Rules for any value of a column, which restricts no customers, and for any but some: income does not matter, any region but. */
final class AnyValueRules {

    /**
     * The rule name for any text value in a clause of its own among others, where it restricts no customers, as in "gold, any income,
     * North".
     */
    static final String ANY_LISTED = "any of it, listed";

    /** The rule name for any text value of a column in all other places. */
    static final String ANY_OF_IT = "any of it";

    private static final String ANY = "any";

    private AnyValueRules() {}

    static void addTo(Grammar grammar) {
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

    /** Whether a word next to the entry names its kind rather than a unit of it: any trim, but not any year of age. */
    private static boolean isKind(Entry entry, String word) {
        boolean units = entry.is(Entry.Trait.ORDERED) || entry.is(Entry.Trait.UNNAMED);
        return !units || ValueRules.names(entry, word);
    }

    /** Whether the entry of the match has text values. */
    static boolean isText(Match m) {
        Subject subject = m.find(Subject.class, 0);
        Entry entry = subject == null ? m.find(Entry.class, 0) : subject.entry();
        return entry != null && entry.text() != null;
    }
}
