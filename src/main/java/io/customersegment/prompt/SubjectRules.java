package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for subjects: a name of the catalogue, alone, with a word of its context, or with "last" for the date of its last time. */
final class SubjectRules {

    private SubjectRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("subject", "SUBJECT <- NAME", m -> isRequest(m) ? null : m.get(Subject.class));
        grammar.rule("context behind", "SUBJECT <- SUBJECT CONTEXT|ENDED", 0.01, SubjectRules::inContext);
        grammar.rule("context before", "SUBJECT <- CONTEXT|ENDED SUBJECT", 0.01, SubjectRules::inContext);
        grammar.rule("context in a relative", "SUBJECT <- SUBJECT WHO CONTEXT|ENDED", 0.01, m -> {
            return m.words(m.node(1)).get(0).is("who") ? null : inContext(m);
        });
        grammar.rule("the one named before", "SUBJECT <- THIS SUBJECT", m -> {
            List<Token> words = m.words(m.node(1));
            boolean before =
                    m.get(Subject.class).part() == Entry.Part.WHAT && m.isNamedBefore(words.get(words.size() - 1));
            return before && m.node(0).rule().equals("this") ? m.get(Subject.class) : null;
        });
        grammar.rule("one by two names", "SUBJECT <- SUBJECT OR|SLASH SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean same = subject.part() == Entry.Part.WHAT && subject.equals(m.get(Subject.class, 1));
            boolean two = same
                    && m.words(m.node(2)).stream()
                            .noneMatch(word -> m.words(m.node(0)).stream()
                                    .anyMatch(other -> other.lemma().equals(word.lemma())));
            return two && subject.column() == null && subject.number() == null ? subject : null;
        });
        grammar.rule("last time", "SUBJECT <- LATEST SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            return subject.column() == null && subject.date() != null && !subject.byDate() ? subject.dated() : null;
        });
        grammar.rule("done last", "SUBJECT <- SUBJECT LATEST", 0.1, m -> {
            Subject subject = m.get(Subject.class);
            boolean done = subject.part() == Entry.Part.DOES && subject.column() == null && subject.date() != null;
            return done && !subject.byDate() && m.node(1).rule().equals("last") ? subject.dated() : null;
        });
        grammar.rule("last time there", "SUBJECT <- LATEST PLACE SUBJECT", m -> {
            Subject subject = m.get(Subject.class);
            boolean visited = subject.part() == Entry.Part.WHAT
                    && subject.column() == null
                    && subject.date() != null
                    && subject.number() != null;
            return visited && m.node(0).rule().equals("last") ? subject.dated() : null;
        });
    }

    /** Whether the verb asks the reader for customers, instead of saying what customers do: please give us 100, bring us 50. */
    private static boolean isRequest(Match m) {
        Token verb = m.words(m.node(0)).get(0);
        boolean asks = verb.is(WordGroup.HANDING_OVER) && !verb.isInflected();
        return asks && (m.beginsClause() || m.follows(WordGroup.BEFORE_IMPERATIVE));
    }

    /** Returns the subject of the match if the context word of the match belongs to it, null otherwise. */
    static @Nullable Object inContext(Match m) {
        Subject subject = m.get(Subject.class);
        boolean own = subject.entry() != null
                && subject.column() == null
                && subject.entry().equals(m.get(Entry.class));
        return own ? subject : null;
    }
}
