package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules for subjects with a time: bought since March, in the last year they visited, a lease with less than 90 days left, it has ended. */
final class DatedConditionRules {

    private DatedConditionRules() {}

    static void addTo(Grammar grammar) {
        windows(grammar);
        ends(grammar);
        remaining(grammar);
    }

    private static void windows(Grammar grammar) {
        grammar.rule("in a window", "CONDITION <- SUBJECT COLON? WINDOW", m -> {
            Window window = m.get(Window.class);
            List<Token> words = m.words(m.node(0));
            Token first = m.words(m.node(m.size() - 1)).get(0);
            boolean since = words.get(words.size() - 1).is("since")
                    && (m.node(m.size() - 1).rule().equals("in")
                            || m.node(m.size() - 1).rule().equals(CalendarWindowRules.THE_MONTH))
                    && (first.isNumber() || first.text().length() > 2)
                    && window.isPlain();
            Window meant = since
                    ? Window.of(
                            Days.from(window.past().get(0).from()),
                            Days.from(window.ahead().get(0).from()))
                    : window;
            boolean began = m.node(m.size() - 1).rule().equals("since")
                    && m.get(Subject.class).is(Entry.Trait.AHEAD)
                    && m.get(Subject.class).column() == null;
            return began ? null : Statements.dated(m.get(Subject.class), meant, m.day());
        });
        grammar.rule("new ones in a window", "CONDITION <- FRESH SUBJECT WINDOW", m -> {
            Subject subject = m.get(Subject.class);
            boolean done = subject.part() == Entry.Part.WHAT && subject.number() != null && subject.column() == null;
            boolean fresh = done && WordGroup.AGE.holds(m.node(0).rule());
            return fresh ? Statements.dated(subject, m.get(Window.class), m.day()) : null;
        });
        grammar.rule("its date in a window", "CONDITION <- DATE_OF SUBJECT COLON? WINDOW", m -> {
            Subject subject = m.get(Subject.class);
            boolean dated = subject.column() == null && subject.date() != null && subject.part() == Entry.Part.WHAT;
            return dated ? Statements.dated(subject.dated(), m.get(Window.class), m.day()) : null;
        });
        grammar.rule("the only one, in a window", "CONDITION <- EXACTLY SUBJECT WINDOW", m -> {
            boolean was = m.passesOver(WordGroup.SINGULAR_BE)
                    || m.words(m.node(1)).stream().anyMatch(word -> word.is(WordGroup.SINGULAR_BE));
            return was && m.node(0).rule().equals("only") ? onlyOne(m) : null;
        });
        grammar.rule("so long since", "CONDITION <- WINDOW BECAUSE SUBJECT", m -> {
            Window window = m.get(Window.class);
            boolean since = m.node(1).rule().startsWith("since")
                    && window.kind() == Window.Kind.DURATION
                    && m.get(Subject.class).date() != null;
            return since
                    ? Statements.dated(
                            m.get(Subject.class).dated(),
                            Window.of(window.past().get(0)),
                            m.day())
                    : null;
        });
        grammar.rule("last time not in a window", "CONDITION <- SUBJECT NOT WINDOW", 0.2, m -> {
            Subject subject = m.get(Subject.class);
            boolean time = !subject.is(Entry.Trait.AHEAD)
                    && (subject.byDate() || (subject.column() != null && subject.date() != null));
            WordedCondition in = time ? Statements.dated(subject, m.get(Window.class), m.day()) : null;
            return in == null ? null : in.with(Condition.not(in.condition()));
        });
        grammar.rule(
                "in a window, in context",
                "CONDITION <- SUBJECT WINDOW CONTEXT|ENDED",
                0.05,
                m -> SubjectRules.inContext(m) == null || isNumber(m, m.node(1))
                        ? null
                        : Statements.dated(m.get(Subject.class), m.get(Window.class), m.day()));
        grammar.rule(
                "people of a window",
                "CONDITION <- SUBJECT PEOPLE|CUSTOMERS OPEN? WINDOW CLOSE?",
                m -> m.get(Subject.class).part() == Entry.Part.WHICH
                        ? Statements.dated(m.get(Subject.class), m.get(Window.class), m.day())
                        : null);
        grammar.rule(
                "in a window",
                "CONDITION <- WINDOW SUBJECT",
                0.2,
                m -> isRelativeToSubject(m)
                                || (isNumber(m, m.node(0))
                                        && m.get(Subject.class).part() == Entry.Part.WHAT)
                        ? null
                        : Statements.dated(m.get(Subject.class), m.get(Window.class), m.day()));
        grammar.rule(
                "in a window they",
                "CONDITION <- WINDOW OF_THEIRS LATEST? SUBJECT",
                0.3,
                m -> m.get(Subject.class).part() == Entry.Part.WHAT && !m.has(Symbol.LATEST)
                        ? null
                        : Statements.dated(m.get(Subject.class), m.get(Window.class), m.day()));
        grammar.rule("done last in a window", "CONDITION <- SUBJECT LATEST WINDOW", 0.1, m -> {
            Subject subject = m.get(Subject.class);
            boolean dated = subject.column() == null && subject.date() != null && !subject.byDate();
            return dated && m.node(1).rule().equals("last")
                    ? Statements.dated(subject.dated(), m.get(Window.class), m.day())
                    : null;
        });
    }

    /** Returns the condition of customers with exactly one of the subject, which was in the window; null if it has no lifetime count. */
    private static @Nullable WordedCondition onlyOne(Match m) {
        Subject subject = m.get(Subject.class);
        Entry entry = subject.entry();
        boolean counted = subject.part() == Entry.Part.WHAT
                && subject.column() == null
                && entry != null
                && entry.countedOver() == null
                && subject.is(Entry.Trait.AT_LEAST);
        WordedCondition one = counted ? Statements.counted(subject, Amount.exactly(Num.of(1))) : null;
        WordedCondition dated = one == null ? null : Statements.dated(subject, m.get(Window.class), m.day());
        return one == null || dated == null || dated.onlyNegated()
                ? null
                : dated.with(Condition.all(List.of(dated.condition(), one.condition())));
    }

    /** Whether the window is relative to what the subject names, which the data does not keep: within 3 months of joining. */
    private static boolean isRelativeToSubject(Match m) {
        return m.words(m.node(0)).get(0).is("within")
                || m.node(0).to() < m.node(1).from();
    }

    /** Whether what looks like a year before a noun is a number of it: more than 2000 web visits. */
    private static boolean isNumber(Match m, Node window) {
        return m.get(Subject.class).number() != null && Years.isCount(m.words(window));
    }

    private static void ends(Grammar grammar) {
        grammar.rule("it has ended", "CONDITION <- SUBJECT ENDED", -0.01, m -> ended(m, true));
        grammar.rule("it has ended", "CONDITION <- ENDED SUBJECT", -0.01, m -> ended(m, true));
        grammar.rule("it has not ended", "CONDITION <- SUBJECT NOT ENDED", -0.01, m -> ended(m, false));
    }

    /** Adds the rules for the time left of something that ends: a lease with less than 90 days left, 3 months or less left on a loan. */
    private static void remaining(Grammar grammar) {
        String bound = "BELOW|AT_MOST|AT_LEAST|ABOVE PERIOD REMAINING";
        String inverted = "PERIOD OR_LESS|OR_MORE REMAINING";
        String range = "BETWEEN? NUMBER TO|DASH|AND NUMBER UNIT REMAINING";
        grammar.rule("so long left", "CONDITION <- SUBJECT WITH? " + bound, DatedConditionRules::left);
        grammar.rule("so long left", "CONDITION <- SUBJECT WITH? " + inverted, DatedConditionRules::left);
        grammar.rule("so long left", "CONDITION <- SUBJECT WITH? " + range, DatedConditionRules::left);
        grammar.rule("so long left of it", "CONDITION <- " + range + " PLACE? SUBJECT", DatedConditionRules::left);
        grammar.rule("so long left of it", "CONDITION <- " + bound + " PLACE? SUBJECT", DatedConditionRules::left);
        grammar.rule("so long left of it", "CONDITION <- " + inverted + " PLACE? SUBJECT", DatedConditionRules::left);
    }

    private static @Nullable Object left(Match m) {
        Subject subject = m.get(Subject.class);
        Days days = m.has(Symbol.UNIT) ? range(m) : bound(m);
        boolean ends = subject.is(Entry.Trait.AHEAD) && !days.isEmpty();
        return ends ? Statements.dated(subject, Window.of(days), m.day()) : null;
    }

    private static Days range(Match m) {
        Period.Unit unit = m.get(Period.Unit.class);
        return new Days(
                Period.of(m.get(Num.class).value(), unit).after(m.day()),
                Period.of(m.get(Num.class, 1).value(), unit).after(m.day()));
    }

    private static Days bound(Match m) {
        LocalDate end = m.get(Period.class).after(m.day());
        return m.has(Symbol.BELOW)
                ? new Days(m.day(), end.minusDays(1))
                : m.has(Symbol.AT_MOST) || m.has(Symbol.OR_LESS)
                        ? new Days(m.day(), end)
                        : Days.from(m.has(Symbol.ABOVE) ? end.plusDays(1) : end);
    }

    private static @Nullable Object ended(Match m, boolean ended) {
        Node end = m.node(m.has(Symbol.NOT) ? m.size() - 1 : m.node(0).symbol() == Symbol.ENDED ? 0 : 1);
        String words = m.words(end).stream()
                .filter(word -> !word.is(WordGroup.ARTICLE))
                .map(word -> word.isFormOf("have") ? "have" : word.text())
                .collect(Collectors.joining(" "));
        boolean over = SubjectRules.inContext(m) != null
                && m.get(Entry.class).ended().contains(words)
                && !words.contains("ing");
        WordedCondition lasts = over ? Statements.bare(m.get(Subject.class), m.day()) : null;
        return lasts == null || !ended ? lasts : lasts.with(Condition.not(lasts.condition()));
    }
}
