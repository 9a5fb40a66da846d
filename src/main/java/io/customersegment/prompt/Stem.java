package io.customersegment.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the inflection off an English word, so that buys, buying and bought are one. The stem need not be a word; it only has to be
 * the same for the forms of one word.
 */
final class Stem {

    private static final Map<String, String> IRREGULAR = irregular();

    private Stem() {}

    /** The stem of a word in lower case. */
    static String of(String word) {
        String base = IRREGULAR.getOrDefault(word, word);
        int length = base.length();
        if (length <= 3 || base.equals("none") || (base.equals(word) && IRREGULAR.containsKey(word))) {
            return base;
        }
        String stem = base;
        if (stem.endsWith("ies") && length > 4) {
            stem = cut(stem, 3) + "y";
        } else if (stem.endsWith("sses") || stem.endsWith("shes") || stem.endsWith("ches") || stem.endsWith("xes")) {
            stem = cut(stem, 2);
        } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us") && !stem.endsWith("is")) {
            stem = cut(stem, 1);
        }
        if (stem.endsWith("ied") && stem.length() > 4) {
            stem = cut(stem, 3) + "y";
        } else if (stem.endsWith("ing") && hasVowel(stem, stem.length() - 3) && stem.length() > 5) {
            stem = undoubled(cut(stem, 3));
        } else if (stem.endsWith("ed")
                && !stem.endsWith("eed")
                && hasVowel(stem, stem.length() - 2)
                && stem.length() > 4) {
            stem = undoubled(cut(stem, 2));
        }
        return stem.length() > 3 && stem.endsWith("e") ? cut(stem, 1) : stem;
    }

    /** The irregular forms and the words they are forms of. */
    static Map<String, String> irregularForms() {
        return IRREGULAR;
    }

    /** The regular forms of a word that are longer than it: buys, buying, played. */
    static List<String> regularForms(String word) {
        if (word.length() < 3) {
            return List.of();
        }
        String bare = word.endsWith("e") ? cut(word, 1) : word;
        String plural = word.endsWith("y") && word.length() > 3 ? cut(word, 1) + "ies" : word + "s";
        return List.of(plural, bare + "ed", bare + "ing");
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

    private static Map<String, String> irregular() {
        String forms = """
                bought buy|spent spend|took take|taken take|made make|had have|has have|been be|is be|are be|was be|were be|am be
                did do|does do|done do|got get|gotten get|came come|went go|gone go|goes go|sent send|paid pay|gave give|given give
                saw see|seen see|drove drive|driven drive|kept keep|held hold|met meet|said say|told tell|found find|heard hear
                brought bring|sold sell|left leave|leaves leave|ran run|began begin|begun begin|chose choose|chosen choose
                children child|kids kid|wrote write|written write|knew know|known know|thought think|stood stand|slept sleep
                men man|women woman|wives wife|husbands husband|lives live|signed sign|stayed stay|ate eat|drank drink|flew fly
                agreed agree|yrs yr|wks wk|mths mth|mos mo|interesting interesting|nothing nothing|anything anything|something something|engaging engaging
                quotes quote|cross cross|news news|plus plus|less less|does do|shown show|showed show|upped up|lapsed lapse|aged age|used use|using use
                """;
        Map<String, String> map = new HashMap<>();
        for (String form : forms.strip().split("[|\\n]", -1)) {
            int space = form.indexOf(' ');
            map.put(form.substring(0, space), form.substring(space + 1));
        }
        return Map.copyOf(map);
    }
}
