package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a misspelt word that is one slip away from a word of the catalogue, or from an English word that compares, joins or negates. A
 * slip is a letter too many, too few or wrong, two neighbours swapped, a letter held down, or a space left out. Never corrects an English
 * word, or a word that could be two different words.
 */
final class Spelling {

    private static final int SHORTEST = 4;
    private static final int SHORTEST_NAME = 6;
    private static final int SHORTEST_PART = 2;
    /** Shorter words need a single candidate or a swap, because every letter counts: noth may be north, and as well both. */
    private static final int MIN_LENGTH_FOR_INSERTION_OR_DELETION = 5;

    private final Lexicon lexicon;
    private final English english;
    private volatile @Nullable Map<String, Set<String>> byDeletion;

    Spelling(Lexicon lexicon, English english) {
        this.lexicon = lexicon;
        this.english = english;
    }

    /** Returns the words, indexed by themselves and by each form with one letter removed; built for the first unknown word. */
    private Map<String, Set<String>> byDeletion() {
        Map<String, Set<String>> index = byDeletion;
        if (index == null) {
            index = new HashMap<>();
            for (String word : lexicon.contentWords()) {
                for (String form : Lemmas.regularForms(word)) {
                    add(form, index);
                }
                add(word, index);
            }
            for (String word : english.spelt()) {
                add(word, index);
            }
            for (String form : english.irregularForms(lexicon.contentWords())) {
                add(form, index);
            }
            byDeletion = index;
        }
        return index;
    }

    private static void add(String form, Map<String, Set<String>> index) {
        if (form.length() >= SHORTEST) {
            index.computeIfAbsent(form, any -> new LinkedHashSet<>(2)).add(form);
            index.computeIfAbsent(Slips.squeezed(form, 2, 1), any -> new LinkedHashSet<>(2))
                    .add(form);
            Slips.deletions(form)
                    .forEach(cut -> index.computeIfAbsent(cut, any -> new LinkedHashSet<>(2))
                            .add(form));
        }
    }

    /** Returns the word that two tokens form if only a hyphen separates them and no phrase has both, otherwise null: in-active. */
    private @Nullable String whole(List<Token> tokens, int index, String prompt) {
        Token first = tokens.get(index);
        Token second = index + 1 < tokens.size() ? tokens.get(index + 1) : first;
        boolean parted = first.isWord()
                && second.isWord()
                && second.from() == first.to() + 1
                && prompt.charAt(first.to()) == '-'
                && !lexicon.isPhrase(first.lemma(), second.lemma());
        String word = parted ? first.text() + second.text() : null;
        return word != null && lexicon.contentWords().contains(word) ? word : null;
    }

    /** Returns the tokens with misspelt words corrected; {@code corrections} receives each word as written and as corrected. */
    List<Token> corrected(List<Token> tokens, String prompt, Map<String, String> corrections) {
        List<Token> result = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String whole = whole(tokens, i, prompt);
            if (whole != null) {
                Token second = tokens.get(++i);
                corrections.put(token.text() + "-" + second.text(), whole);
                result.add(token.joined(second, whole, english.lemmas().of(whole)));
                continue;
            }
            List<String> meant = isUnknown(token) ? meant(token, i, tokens, prompt) : digitWord(tokens, i);
            if (meant.isEmpty()) {
                result.add(token);
            } else {
                corrections.put(token.text(), String.join(" ", meant));
                addAll(result, token, meant);
            }
        }
        return result;
    }

    /** Returns the word that a digit sounds like, if an article after it shows that: asked 4 a quote, but not 4 a month. */
    private List<String> digitWord(List<Token> tokens, int index) {
        if (!tokens.get(index).is("4") || index + 2 >= tokens.size()) {
            return List.of();
        }

        Token thing = tokens.get(index + 2);
        boolean single = tokens.get(index + 1).is(WordGroup.INDEFINITE);
        return single && thing.isWord() && !lexicon.isUnit(thing.text()) ? List.of("for") : List.of();
    }

    private void addAll(List<Token> result, Token token, List<String> meant) {
        List<String> words = new ArrayList<>();
        for (String word : meant) {
            List<String> whole = english.contraction(word);
            words.addAll(whole.isEmpty() ? List.of(word) : whole);
        }
        if (token.isNumber()) {
            result.add(token.asWord(words.get(0)));
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            result.add(token.part(words.get(i), english.lemmas().of(words.get(i)), i, words.size()));
        }
    }

    private boolean isUnknown(Token token) {
        return token.isWord()
                && token.text().length() >= SHORTEST
                && !lexicon.knows(token.lemma())
                && isLetters(token.text());
    }

    /** Returns the words that a word is corrected to, empty if it stays as it is. */
    private List<String> meant(Token token, int index, List<Token> tokens, String prompt) {
        String word = token.text();
        for (int most = 1; most <= 2; most++) {
            String squeezed = Slips.squeezed(word, 3, most);
            if (!squeezed.equals(word) && isKnown(squeezed)) {
                return List.of(squeezed);
            }
        }
        if (EnglishWords.contains(word)) {
            return List.of();
        }
        boolean capital = token.capital() && index > 0 && !isCapital(prompt, token);
        List<List<String>> parted = capital ? List.of() : parted(word);
        if (!parted.isEmpty()) {
            return parted.size() == 1 ? parted.get(0) : List.of();
        }
        Set<String> candidates = candidates(word);
        boolean name = capital && tokens.get(index - 1).isWord();
        if (name && word.length() < SHORTEST_NAME) {
            candidates.removeIf(candidate -> !Slips.isSwap(word, candidate));
        }
        candidates.removeIf(candidate -> isFunctionWord(candidate) && (capital || isReplaced(word, candidate)));
        String likeliest = likeliest(word, candidates);
        return likeliest == null ? List.of() : List.of(likeliest);
    }

    private boolean isFunctionWord(String candidate) {
        return english.spelt().contains(candidate) && !lexicon.contentWords().contains(candidate);
    }

    /** Whether the candidate replaces a letter of a short word, which would turn names into words: mary, marco. */
    private static boolean isReplaced(String word, String candidate) {
        return word.length() < SHORTEST_NAME && word.length() == candidate.length() && !Slips.isSwap(word, candidate);
    }

    /** Returns the only candidate, overall or of the first kind found: swapped letters, a letter too few, one too many; otherwise null. */
    private @Nullable String likeliest(String word, Set<String> candidates) {
        List<List<String>> kinds = List.of(
                List.copyOf(candidates),
                candidates.stream()
                        .filter(candidate -> Slips.isSwap(word, candidate))
                        .toList(),
                candidates.stream()
                        .filter(candidate -> candidate.length() > word.length() && Slips.isInside(word, candidate))
                        .toList(),
                candidates.stream()
                        .filter(candidate -> Slips.isInside(word, candidate))
                        .toList());
        for (List<String> kind : word.length() < MIN_LENGTH_FOR_INSERTION_OR_DELETION ? kinds.subList(0, 2) : kinds) {
            Set<String> lemmas = new LinkedHashSet<>();
            kind.forEach(candidate -> lemmas.add(english.lemmas().of(candidate)));
            if (lemmas.size() == 1) {
                return kind.get(0);
            }
            if (!kind.isEmpty() && kind != kinds.get(0)) {
                return null;
            }
        }
        return null;
    }

    private boolean isKnown(String word) {
        return lexicon.knows(english.lemmas().of(word))
                || !english.contraction(word).isEmpty();
    }

    /** Returns the two-word phrases that the word is without its space: atleast, testdrive. */
    private List<List<String>> parted(String word) {
        List<List<String>> parted = new ArrayList<>(1);
        for (int i = SHORTEST_PART; i <= word.length() - SHORTEST_PART; i++) {
            String first = word.substring(0, i);
            String second = word.substring(i);
            if (lexicon.isPhrase(english.lemmas().of(first), english.lemmas().of(second))) {
                parted.add(List.of(first, second));
            }
        }
        return parted;
    }

    private static boolean isCapital(String prompt, Token token) {
        return prompt.substring(token.from(), token.to()).chars().allMatch(c -> !Character.isLowerCase(c));
    }

    private static boolean isLetters(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    private Set<String> candidates(String word) {
        Set<String> found = new LinkedHashSet<>();
        Map<String, Set<String>> index = byDeletion();
        found.addAll(index.getOrDefault(word, Set.of()));
        for (String cut : Slips.deletions(word)) {
            found.addAll(index.getOrDefault(cut, Set.of()));
        }
        String single = Slips.squeezed(word, 2, 1);
        found.addAll(index.getOrDefault(single, Set.of()));
        found.remove(word);
        found.removeIf(candidate -> !Slips.isSlip(word, candidate)
                && !Slips.squeezed(candidate, 2, 1).equals(single));
        return found;
    }
}
