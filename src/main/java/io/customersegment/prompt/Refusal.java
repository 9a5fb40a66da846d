package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says which pieces of a prompt were not understood, and which phrases of the catalogue come near them. */
final class Refusal {

    private static final int NEAREST = 3;
    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_COMPARED = 60;

    private final List<Known> phrases;

    /** Refusals that propose these phrases. */
    Refusal(List<String> phrases) {
        this.phrases = phrases.stream()
                .distinct()
                .map(phrase -> new Known(phrase, trigrams(phrase.toLowerCase(Locale.ROOT))))
                .toList();
    }

    private record Known(String phrase, Set<String> trigrams) {}

    /** For a prompt of which some was understood. */
    String partly(List<String> pieces) {
        return "These words carry something that cannot be read or kept: " + quoted(pieces) + ". " + nearest(pieces);
    }

    /** For a prompt of which nothing was understood. */
    String notAtAll(String prompt, List<String> pieces) {
        List<String> wanting = pieces.isEmpty() ? List.of(prompt.strip()) : pieces;
        return "No condition and no order was found in " + quoted(wanting) + ". " + nearest(wanting);
    }

    private static String quoted(List<String> pieces) {
        List<String> quoted = new ArrayList<>();
        for (String piece : pieces) {
            quoted.add(
                    "\"" + (piece.length() > LONGEST_QUOTE ? piece.substring(0, LONGEST_QUOTE) + "…" : piece) + "\"");
        }
        return String.join(", ", quoted.subList(0, Math.min(quoted.size(), 5)));
    }

    private String nearest(List<String> pieces) {
        String piece = String.join(" ", pieces).toLowerCase(Locale.ROOT);
        Set<String> wanted = trigrams(piece.substring(0, Math.min(piece.length(), LONGEST_COMPARED)));
        List<Known> nearest = new ArrayList<>(NEAREST + 1);
        List<Double> scores = new ArrayList<>(NEAREST + 1);
        for (Known known : phrases) {
            double score = alike(wanted, known.trigrams());
            int rank = nearest.size();
            while (rank > 0 && scores.get(rank - 1) < score) {
                rank--;
            }
            if (rank < NEAREST) {
                nearest.add(rank, known);
                scores.add(rank, score);
                if (nearest.size() > NEAREST) {
                    nearest.remove(NEAREST);
                    scores.remove(NEAREST);
                }
            }
        }
        List<String> names =
                nearest.stream().map(known -> "\"" + known.phrase() + "\"").toList();
        return "The nearest known phrases are " + String.join(", ", names) + ".";
    }

    private static double alike(Set<String> a, Set<String> b) {
        int common = 0;
        for (String gram : b) {
            common += a.contains(gram) ? 1 : 0;
        }
        return a.isEmpty() || b.isEmpty() ? 0 : 2.0 * common / (a.size() + b.size());
    }

    private static Set<String> trigrams(String text) {
        Set<String> grams = new HashSet<>();
        StringBuilder padded = new StringBuilder(" ");
        for (int i = 0; i < text.length(); i++) {
            padded.append(Character.isLetterOrDigit(text.charAt(i)) ? text.charAt(i) : ' ');
        }
        padded.append(' ');
        for (int i = 0; i + 3 <= padded.length(); i++) {
            grams.add(padded.substring(i, i + 3));
        }
        return Set.copyOf(grams);
    }
}
