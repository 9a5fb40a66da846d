package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the catalogue phrases that are close to some words: phrases that share a word with them or have one that is spelled almost alike.
 *
 * <p><i>Threads:</i> immutable once built.
 */
public final class NearPhrases {

    private static final int MOST = 4;
    private static final int LONGEST_COMPARED = 400;
    private static final double NEAR = 0.3;

    private final English english;
    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, List<Integer>> offersByLemma = new HashMap<>();
    private final Map<Character, Set<String>> lemmasByInitial = new HashMap<>();

    /** Creates an index of the phrases of the catalogue. */
    public NearPhrases(Catalogue catalogue) {
        this(English.builtIn(), catalogue);
    }

    NearPhrases(English english, Catalogue catalogue) {
        this.english = english;
        for (Entry entry : catalogue.lexicon().entries()) {
            entry.phrases()
                    .forEach((part, phrases) -> phrases.stream()
                            .filter(phrase -> !phrase.contains("@"))
                            .forEach(phrase -> offer(phrase, entry, part.name().toLowerCase(Locale.ROOT))));
            boolean needName = entry.is(Entry.Trait.VALUES_NEED_NAME);
            List<String> does = entry.phrases().getOrDefault(Entry.Part.DOES, List.of());
            List<String> what = entry.phrases().getOrDefault(Entry.Part.WHAT, List.of());
            for (Map.Entry<String, List<String>> value : entry.values().entrySet()) {
                List<String> spoken = value.getValue().isEmpty() ? List.of(value.getKey()) : value.getValue();
                spoken.forEach(phrase -> offer(
                        !needName ? phrase : !does.isEmpty() ? does.get(0) + " " + phrase : phrase + " " + what.get(0),
                        entry,
                        "values, " + value.getKey()));
            }
        }
    }

    /**
     * A phrase that can be read on its own.
     *
     * @param list the list of its entry that contains it: who, or "values, gold"
     */
    public record Near(String phrase, Entry entry, String list) {}

    private record Offer(Near near, int lemmas) {}

    private record Scored(Near near, double score) {}

    private void offer(String phrase, Entry entry, String list) {
        Set<String> lemmas = new LinkedHashSet<>();
        Tokenizer.tokens(phrase, english).stream().filter(Token::isWord).forEach(token -> lemmas.add(token.lemma()));
        for (String lemma : lemmas) {
            offersByLemma.computeIfAbsent(lemma, key -> new ArrayList<>()).add(offers.size());
            lemmasByInitial
                    .computeIfAbsent(lemma.charAt(0), key -> new LinkedHashSet<>())
                    .add(lemma);
        }
        offers.add(new Offer(new Near(phrase, entry, list), lemmas.size()));
    }

    /** Returns up to four phrases that may be meant, the nearest first. */
    List<Near> of(String words) {
        return of(words, NEAR);
    }

    /** Returns up to four phrases that have anything in common with the words, the nearest first. */
    public List<Near> related(String words) {
        return of(words, 0);
    }

    private List<Near> of(String words, double leastScore) {
        List<Token> tokens = Tokenizer.tokens(start(words), english).stream()
                .filter(token -> token.isWord() && token.text().length() > 2)
                .toList();
        if (tokens.isEmpty()) {
            return List.of();
        }
        double[] common = new double[offers.size()];
        for (Token token : tokens) {
            share(token.lemma(), common);
        }
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < common.length; i++) {
            if (common[i] > 0) {
                Offer offer = offers.get(i);
                scored.add(new Scored(offer.near(), common[i] / (tokens.size() + offer.lemmas())));
            }
        }
        Set<String> phrases = new LinkedHashSet<>();
        return scored.stream()
                .filter(one -> one.score() >= leastScore)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(Scored::near)
                .filter(near -> phrases.add(near.phrase()))
                .limit(MOST)
                .toList();
    }

    /** Adds the similarity of the word to each offer: highest if it is one of its words, lower if it only resembles one. */
    private void share(String word, double[] common) {
        double[] more = new double[common.length];
        for (String lemma : lemmasByInitial.getOrDefault(word.charAt(0), Set.of())) {
            double likeness = lemma.equals(word) ? 1 : isAlike(word, lemma) ? 0.7 : 0;
            if (likeness > 0) {
                offersByLemma
                        .getOrDefault(lemma, List.of())
                        .forEach(offer -> more[offer] = Math.max(more[offer], likeness));
            }
        }
        for (int i = 0; i < more.length; i++) {
            common[i] += more[i];
        }
    }

    /** Returns the words without case, inflection and articles: equal for two wordings of the same phrase. */
    public String plain(String words) {
        return Tokenizer.tokens(start(words), english).stream()
                .filter(token -> !english.isArticle(token.text()))
                .map(Token::lemma)
                .collect(Collectors.joining(" "));
    }

    private static String start(String words) {
        return words.substring(0, Math.min(words.length(), LONGEST_COMPARED));
    }

    /** Whether two words with the same initial are spelled almost alike. */
    private static boolean isAlike(String typed, String known) {
        if (typed.length() < 4 || known.length() < 4) {
            return false;
        }
        int same = 0;
        while (same < typed.length() && same < known.length() && typed.charAt(same) == known.charAt(same)) {
            same++;
        }
        return (same >= 4 && same == Math.min(typed.length(), known.length())) || Slips.isSlip(typed, known);
    }
}
