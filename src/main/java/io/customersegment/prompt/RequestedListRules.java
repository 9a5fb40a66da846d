package io.customersegment.prompt;

import org.jspecify.annotations.Nullable;

/** Rules for the requested list itself, not for the customers on it: a new list, its columns, several lists in one. */
final class RequestedListRules {

    /** The rule name for an adjective that describes the list, not the customers, as in "a new list". */
    static final String NEW_LIST = "new list";

    /** The rule name for the columns that a query selects. */
    static final String COLUMNS = "columns asked for";

    private RequestedListRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule(NEW_LIST, "REQUEST <- FRESH FRESH? DOCUMENT", m -> Symbol.REQUEST);
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
    }

    private static @Nullable Object isSeveral(Match m, int index) {
        double number = m.get(Num.class, index).value();
        Num other = m.find(Num.class, 1 - index);
        return number > 1 && (other == null || other.value() == 1) ? Symbol.GROUPS : null;
    }
}
