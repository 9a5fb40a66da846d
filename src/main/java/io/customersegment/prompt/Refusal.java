package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which pieces of a prompt were not understood, and which phrases of the catalogue come near them: those that share words, then
 * those that speak of the same, then those with a word written almost alike. Where none does, none is named.
 */
final class Refusal {

    private static final int NEAREST = 3;
    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_COMPARED = 400;
    private static final int MOST_SUBJECTS = 16;
    private static final double RELATED = 0.4;
    private static final double ALIKE = 0.7;

    private final Vocabulary vocabulary;
    private final String subjects;

    /** Refusals that propose phrases of this vocabulary, which was built for the catalogue. */
    Refusal(Vocabulary vocabulary, Catalogue catalogue) {
        this.vocabulary = vocabulary;
        subjects = String.join(
                ", ",
                catalogue.lexicon().entries().stream()
                        .filter(entry -> entry.number() != null || entry.text() != null || entry.date() != null)
                        .map(Entry::name)
                        .limit(MOST_SUBJECTS)
                        .toList());
    }

    private record Scored(String phrase, double score) {}

    /** For a prompt of which some was understood. */
    String partly(List<String> pieces) {
        String nearest = nearest(pieces);
        return "These words carry something that cannot be read or kept: " + quoted(pieces) + "."
                + (nearest.isEmpty() ? "" : " " + nearest);
    }

    /** For a prompt of which nothing was understood. */
    String notAtAll(String prompt, List<String> pieces) {
        List<String> wanting = pieces.isEmpty() ? List.of(prompt.strip()) : pieces;
        String nearest = nearest(wanting);
        return "No condition and no order was found in " + quoted(wanting) + ". "
                + (nearest.isEmpty() ? "Prompts can speak of " + subjects + " and more." : nearest);
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
        String text = String.join(" ", pieces);
        Set<String> wanted = vocabulary.content(text.substring(0, Math.min(text.length(), LONGEST_COMPARED)));
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Vocabulary.Offer offer : vocabulary.offers()) {
            double score = near(wanted, offer);
            if (score > 0) {
                scores.merge(offer.phrase(), score, Math::max);
            }
        }
        List<String> names = scores.entrySet().stream()
                .map(entry -> new Scored(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(NEAREST)
                .map(scored -> "\"" + scored.phrase() + "\"")
                .toList();
        return names.isEmpty() ? "" : "The nearest known phrases are " + String.join(", ", names) + ".";
    }

    /** How near the offer comes to the words, 0 for not at all. */
    private static double near(Set<String> wanted, Vocabulary.Offer offer) {
        double common = 0;
        for (String word : wanted) {
            if (offer.stems().contains(word)) {
                common += 1;
            } else if (offer.stems().stream().anyMatch(stem -> isAlike(word, stem))) {
                common += ALIKE;
            } else if (offer.related().contains(word)) {
                common += RELATED;
            }
        }
        return common == 0 ? 0 : common / (wanted.size() + offer.stems().size());
    }

    /** Whether the words look like the same one, mistyped or with another ending. */
    private static boolean isAlike(String typed, String known) {
        if (typed.length() < 4 || known.length() < 4 || typed.charAt(0) != known.charAt(0)) {
            return false;
        }
        int same = 0;
        while (same < typed.length() && same < known.length() && typed.charAt(same) == known.charAt(same)) {
            same++;
        }
        boolean grown = same >= 4 && same == Math.min(typed.length(), known.length());
        return grown || Typos.isSlip(typed, known) || Typos.lacksVowels(typed, known);
    }
}
