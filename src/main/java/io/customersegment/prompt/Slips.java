package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;

/** Compares spellings of a word that differ by one slip: a letter too many, too few or wrong, two letters swapped, one held down. */
final class Slips {

    private Slips() {}

    /** Whether exactly one slip separates the words; the first letter must be right unless it swapped places. */
    static boolean isSlip(String typed, String meant) {
        int same = 0;
        int shorter = Math.min(typed.length(), meant.length());
        while (same < shorter && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        int difference = typed.length() - meant.length();
        if (difference == 0) {
            return same < shorter && (isSwap(typed, meant) || (same > 0 && tails(typed, same + 1, meant, same + 1)));
        }
        return same > 0
                && ((difference == 1 && tails(typed, same + 1, meant, same))
                        || (difference == -1 && tails(typed, same, meant, same + 1)));
    }

    /** Whether only two neighbouring letters are swapped. */
    static boolean isSwap(String typed, String meant) {
        int same = 0;
        while (same < typed.length() && same < meant.length() && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        return typed.length() == meant.length()
                && same + 1 < typed.length()
                && typed.charAt(same) == meant.charAt(same + 1)
                && typed.charAt(same + 1) == meant.charAt(same)
                && tails(typed, same + 2, meant, same + 2);
    }

    /** Whether a letter too many or too few is not the last one: Easter is not eastern. */
    static boolean isInside(String word, String candidate) {
        return candidate.length() != word.length()
                && candidate.charAt(candidate.length() - 1) == word.charAt(word.length() - 1);
    }

    /** Whether the rest of both words is the same. */
    private static boolean tails(String a, int fromA, String b, int fromB) {
        return a.length() - fromA == b.length() - fromB && a.regionMatches(fromA, b, fromB, a.length() - fromA);
    }

    /** Returns the word with each run of {@code often} or more equal letters shortened to {@code most}: pleeease. */
    static String squeezed(String word, int often, int most) {
        StringBuilder squeezed = new StringBuilder(word.length());
        int start = 0;
        for (int i = 1; i <= word.length(); i++) {
            if (i == word.length() || word.charAt(i) != word.charAt(start)) {
                int run = i - start;
                squeezed.append(word, start, run >= often ? start + most : i);
                start = i;
            }
        }
        return squeezed.toString();
    }

    /** Returns the forms of the word with one letter removed. */
    static List<String> deletions(String word) {
        List<String> cuts = new ArrayList<>(word.length());
        for (int i = 0; i < word.length(); i++) {
            cuts.add(word.substring(0, i) + word.substring(i + 1));
        }
        return cuts;
    }
}
