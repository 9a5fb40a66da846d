package io.customersegment.prompt;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups of words that rules distinguish, named as in {@code english.yaml}, which lists them and their purpose. A word that plays a
 * role of its own in a sentence belongs to a {@link Symbol}, not to a group.
 */
enum WordGroup {
    ABOVE_IN_AGE,
    AGE,
    AGE_OR_TENURE,
    ALL_EACH,
    ALL_THINGS,
    ALLOWING,
    ALSO,
    AMONG,
    AROUND,
    ARTICLE,
    AUXILIARY,
    BEFORE_COUNT,
    BEFORE_IMPERATIVE,
    BEFORE_TEXT,
    CAN,
    COMPARES_AGES,
    COUNT_COMPARISON,
    DEGREE,
    EDGE,
    ENJOYING,
    EVERY,
    EVERYBODY,
    FINE,
    FOR_AS,
    GETTING,
    GOOD_TIME,
    HANDING_OVER,
    HARMLESS,
    HE_OR_SHE,
    HERE,
    HOUR,
    IN_OR_FROM,
    INDEFINITE,
    JOINING,
    LEADING,
    LIGHT_VERB,
    LOCATION,
    LONE,
    ME_OR_YOU,
    MORE_OR_FEWER,
    MUCH,
    MUST_HAVE,
    NARROWING,
    NOBODY,
    NOBODY_OR_NONE,
    NOT_NOW,
    NOW,
    NOT_OR_MINUS,
    NOTHING,
    ONCE_MORE,
    ONE,
    ONE_MORE,
    ONLY,
    ORDINAL_ENDING,
    OTHERS,
    OWN,
    PARENT,
    PAST_BE,
    PAST_OR_TO_COME,
    PER,
    PERSON_ENDING,
    POINTER,
    POINTING,
    PRECEDING,
    PRESENT_BE,
    PROVISO,
    PURPOSE,
    SEEKING,
    SINGULAR_BE,
    SIZE,
    SOMEBODY,
    SPOT,
    STATED,
    STAYING,
    STRESS,
    SUBJECT_LINE,
    THAT_OR_THE,
    THE_THIS,
    THEM,
    THESE_OR_THIS,
    THING_PRONOUN,
    THIS_OR_THAT,
    TREAT,
    US,
    WE,
    WHICH,
    WISH,
    WITHIN;

    @SuppressWarnings("ImmutableEnumChecker") // The set is immutable.
    private final Set<String> words = English.builtIn().group(name().toLowerCase(Locale.ROOT));

    @SuppressWarnings("ImmutableEnumChecker") // The set is immutable.
    private final Set<String> stems = words.stream().map(Lemmas::stem).collect(Collectors.toUnmodifiableSet());

    /** Whether the group lists the word, the phrase or the ending. */
    boolean holds(String word) {
        return words.contains(word);
    }

    /** Whether the group lists a word of this lemma, and not only one of its other forms. */
    boolean holdsPlainFormOf(String lemma) {
        return words.contains(lemma) || stems.contains(lemma);
    }

    /** Returns the listed words. */
    Set<String> words() {
        return words;
    }
}
