package io.customersegment.text;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The number of letters that must be inserted, deleted, replaced or swapped with their neighbour to get from one text to another. */
public final class EditDistance {

    private static final int SLIP = 2;

    private EditDistance() {}

    /** Returns the distance; 0 for equal texts, never more than the longer one's length. */
    public static int between(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, beforeLast[j - 2] + 1);
                }
                row[j] = least;
            }
            int[] reused = beforeLast;
            beforeLast = last;
            last = row;
            row = reused;
        }
        return last[b.length()];
    }

    /**
     * Returns the nearest candidate if the text is probably a typo of it, that is, within two edits; null if the text is itself a
     * candidate or none is that near.
     */
    public static @Nullable String slipped(String text, Collection<String> candidates) {
        if (candidates.contains(text)) {
            return null;
        }
        String nearest = nearest(text, candidates);
        return between(text, nearest) <= SLIP ? nearest : null;
    }

    /**
     * Returns the candidate nearest to the text, the first of several equally near.
     *
     * @throws java.util.NoSuchElementException if there is no candidate
     */
    public static String nearest(String text, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> between(text, candidate)))
                .orElseThrow();
    }
}
