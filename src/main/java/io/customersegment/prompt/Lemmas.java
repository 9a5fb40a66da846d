package io.customersegment.prompt;

import java.util.List;
import java.util.Map;

/**
 * Reduces an English word to a lemma, so that buys, buying and bought are equal. A lemma need not be a word; it is only the same for all
 * forms of one word. Irregular forms come from the English data; regular endings are removed.
 */
final class Lemmas {

    private static final int SHORTEST = 3;

    private final Map<String, String> irregular;

    /** Creates lemmas with irregular forms, each mapped to the word it is a form of. */
    Lemmas(Map<String, String> irregular) {
        this.irregular = Map.copyOf(irregular);
    }

    /** Returns the lemma of a word in lower case. */
    String of(String word) {
        String known = irregular.get(word);
        if (known != null && known.equals(word)) {
            return word;
        }
        String base = known == null ? word : known;
        if (base.length() <= SHORTEST || irregular.getOrDefault(base, "").equals(base)) {
            return base;
        }
        String singular = withoutPlural(base);
        return stem(single(withoutVerbEnding(singular)));
    }

    /** Returns the lemma of a plain form: "hav" for have, as for having. */
    static String stem(String plain) {
        return plain.length() > SHORTEST && plain.endsWith("e") ? cut(plain, 1) : plain;
    }

    /** Reduces a final double l in a word of several syllables to one, because both spellings occur: enrol, enroll, enrolled. */
    private static String single(String stem) {
        int length = stem.length();
        return stem.endsWith("ll") && length > 4 && hasVowel(stem, length - 4) ? cut(stem, 1) : stem;
    }

    /** Returns the regular forms of a word that are longer than it: buys, playing, played. */
    static List<String> regularForms(String word) {
        if (word.length() < SHORTEST) {
            return List.of();
        }
        String bare = word.endsWith("e") ? cut(word, 1) : word;
        String plural = word.endsWith("y") && word.length() > SHORTEST ? cut(word, 1) + "ies" : word + "s";
        return List.of(plural, bare + "ed", bare + "ing");
    }

    private static String withoutPlural(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return cut(word, 3) + "y";
        }
        if (word.endsWith("sses") || word.endsWith("shes") || word.endsWith("ches") || word.endsWith("xes")) {
            return cut(word, 2);
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
        return plural ? cut(word, 1) : word;
    }

    private static String withoutVerbEnding(String word) {
        int length = word.length();
        if (word.endsWith("ied") && length > 4) {
            return cut(word, 3) + "y";
        }
        if (word.endsWith("ing") && length > 5 && hasVowel(word, length - 3)) {
            return undoubled(cut(word, 3));
        }
        if (word.endsWith("ed") && length > 4 && !word.endsWith("eed") && hasVowel(word, length - 2)) {
            return undoubled(cut(word, 2));
        }
        return word;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled = last > 1 && stem.charAt(last) == stem.charAt(last - 1);
        return doubled && "bdgmnprt".indexOf(stem.charAt(last)) >= 0 ? stem.substring(0, last) : stem;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
