package io.customersegment.prompt;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups of words that rules tell apart, named as in {@code english.yaml}, where they and what they are for are listed. A word
 * that plays a role of its own in a sentence is no matter of a group but of a {@link Symbol}.
 */
enum WordGroup {
    ABOVE_IN_AGE,
    AGE,
    ALL_EACH,
    ALL_THINGS,
    ALLOWING,
    ALSO,
    AROUND,
    ARTICLE,
    AUXILIARY,
    BEFORE_TEXT,
    CAN,
    COMPARES_AGES,
    DEGREE,
    EDGE,
    ENJOYING,
    EVERY,
    EVERYBODY,
    FINE,
    FOR_AS,
    GETTING,
    GOOD_TIME,
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
    OWN,
    PAST_BE,
    PAST_OR_TO_COME,
    PER,
    PERSON_ENDING,
    POINTER,
    POINTING,
    PRESENT_BE,
    PURPOSE,
    SEEKING,
    SINGULAR_BE,
    SIZE,
    SOMEBODY,
    SPOT,
    STATED,
    STRESS,
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

    @SuppressWarnings("ImmutableEnumChecker") // The set cannot be changed.
    private final Set<String> words = English.builtIn().group(name().toLowerCase(Locale.ROOT));

    @SuppressWarnings("ImmutableEnumChecker") // The set cannot be changed.
    private final Set<String> stems = words.stream().map(Lemmas::stem).collect(Collectors.toUnmodifiableSet());

    /** Whether the word, the phrase or the ending is listed. */
    boolean holds(String word) {
        return words.contains(word);
    }

    /** Whether a word of this lemma is listed, and not only one of its other forms. */
    boolean holdsPlainFormOf(String lemma) {
        return words.contains(lemma) || stems.contains(lemma);
    }

    /** What is listed. */
    Set<String> words() {
        return words;
    }
}
