package io.customersegment.prompt;

/** Tells slips of the pen: one letter too many, too few, wrong, or two neighbours swapped. */
final class Typos {

    /** The grade of words that no slip explains. */
    static final int NONE = 3;

    private Typos() {}

    /** How a slip explains the typed word: 0 the surest, letters swapped or vowels left out; 1 any other; {@link #NONE} not at all. */
    static int grade(String typed, String meant) {
        if (isSwap(typed, meant) || lacksVowels(typed, meant)) {
            return 0;
        }
        return isSlip(typed, meant) ? 1 : NONE;
    }

    /** Whether exactly one slip separates the words; the first letter has to be right unless it swapped places. */
    static boolean isSlip(String typed, String meant) {
        int same = 0;
        int shorter = Math.min(typed.length(), meant.length());
        while (same < shorter && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        int difference = typed.length() - meant.length();
        if (difference == 0) {
            return same < shorter
                    && (isSwap(typed, meant, same) || (same > 0 && endsAlike(typed, same + 1, meant, same + 1)));
        }
        if (same == 0) {
            return false;
        }
        return difference == 1
                ? endsAlike(typed, same + 1, meant, same)
                : difference == -1 && endsAlike(typed, same, meant, same + 1);
    }

    /** Whether two neighbours changed places, and nothing else. */
    static boolean isSwap(String typed, String meant) {
        int same = 0;
        while (same < typed.length() && same < meant.length() && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        return typed.length() == meant.length() && isSwap(typed, meant, same);
    }

    /** Whether only vowels were left out, a few: custmrs, drve. */
    static boolean lacksVowels(String typed, String meant) {
        int missing = meant.length() - typed.length();
        if (missing < 1 || missing > 3 || typed.charAt(0) != meant.charAt(0)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < meant.length(); i++) {
            if (at < typed.length() && typed.charAt(at) == meant.charAt(i)) {
                at++;
            } else if ("aeiou".indexOf(meant.charAt(i)) < 0) {
                return false;
            }
        }
        return at == typed.length();
    }

    private static boolean isSwap(String typed, String meant, int at) {
        return at + 1 < typed.length()
                && typed.charAt(at) == meant.charAt(at + 1)
                && typed.charAt(at + 1) == meant.charAt(at)
                && endsAlike(typed, at + 2, meant, at + 2);
    }

    private static boolean endsAlike(String a, int fromA, String b, int fromB) {
        return a.length() - fromA == b.length() - fromB && a.regionMatches(fromA, b, fromB, a.length() - fromA);
    }
}
