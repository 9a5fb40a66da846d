package io.customersegment.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a misspelt word for the word of the catalogue that it is one slip away from: a letter too many, too few or wrong, two neighbours
 * swapped. Never a word that is English, nor one that could be two different words.
 */
final class Spelling {

    private static final String WORDS = "english-words.txt.gz";
    private static final int SHORTEST = 4;
    private static final int SHORTEST_NAME = 6;

    private final Lexicon lexicon;
    private final English english;
    private volatile @Nullable Map<String, Set<String>> byDeletion;

    /** Corrections towards the words of the lexicon's catalogue. */
    Spelling(Lexicon lexicon, English english) {
        this.lexicon = lexicon;
        this.english = english;
    }

    /** The catalogue's words by themselves and by what remains without one of their letters; made for the first unknown word. */
    private Map<String, Set<String>> byDeletion() {
        Map<String, Set<String>> index = byDeletion;
        if (index == null) {
            index = index(lexicon.contentWords());
            byDeletion = index;
        }
        return index;
    }

    private static Map<String, Set<String>> index(Set<String> words) {
        Map<String, Set<String>> index = new HashMap<>();
        for (String word : words) {
            List<String> forms = new ArrayList<>(Lemmas.regularForms(word));
            forms.add(word);
            for (String form : forms) {
                if (form.length() >= SHORTEST) {
                    index.computeIfAbsent(form, any -> new LinkedHashSet<>(2)).add(form);
                    deletions(form)
                            .forEach(cut -> index.computeIfAbsent(cut, any -> new LinkedHashSet<>(2))
                                    .add(form));
                }
            }
        }
        return index;
    }

    /** English words, read when the first unknown word is met. */
    private static final class English50k {
        private static final Set<String> ALL = read();

        private static Set<String> read() {
            try (InputStream stream = Spelling.class.getResourceAsStream(WORDS);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(
                            new GZIPInputStream(java.util.Objects.requireNonNull(stream)),
                            StandardCharsets.US_ASCII))) {
                Set<String> words = new HashSet<>(1 << 17);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    words.add(line);
                }
                return words;
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /** The tokens with misspelt words corrected; {@code corrections} gets each word as written and as taken. */
    List<Token> corrected(List<Token> tokens, String prompt, Map<String, String> corrections) {
        List<Token> result = new ArrayList<>(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String meant = token.isWord() ? meant(token, i, tokens, prompt) : null;
            if (meant != null) {
                corrections.put(token.text(), meant);
                result.set(i, token.corrected(meant, english.lemmas().of(meant)));
            }
        }
        return result;
    }

    private @Nullable String meant(Token token, int index, List<Token> tokens, String prompt) {
        String word = token.text();
        boolean name = Character.isUpperCase(prompt.charAt(token.from()))
                && index > 0
                && tokens.get(index - 1).isWord()
                && !isCapital(prompt, token);
        boolean brief = name && word.length() < SHORTEST_NAME;
        if (word.length() < SHORTEST || lexicon.knows(token.lemma()) || !isLetters(word)) {
            return null;
        }
        Set<String> candidates = candidates(word);
        if (candidates.isEmpty() || English50k.ALL.contains(word)) {
            return null;
        }
        if (brief) {
            candidates.removeIf(candidate -> !isSwap(word, candidate));
        }
        Set<String> lemmas = new LinkedHashSet<>();
        candidates.forEach(candidate -> lemmas.add(english.lemmas().of(candidate)));
        if (lemmas.size() == 1) {
            return candidates.iterator().next();
        }
        List<String> swaps =
                candidates.stream().filter(candidate -> isSwap(word, candidate)).toList();
        return swaps.size() == 1 ? swaps.get(0) : null;
    }

    private static boolean isCapital(String prompt, Token token) {
        return prompt.substring(token.from(), token.to()).chars().allMatch(c -> !Character.isLowerCase(c));
    }

    private static boolean isLetters(String word) {
        return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private Set<String> candidates(String word) {
        Set<String> found = new LinkedHashSet<>();
        Map<String, Set<String>> index = byDeletion();
        found.addAll(index.getOrDefault(word, Set.of()));
        for (String cut : deletions(word)) {
            found.addAll(index.getOrDefault(cut, Set.of()));
        }
        found.removeIf(candidate -> !isSlip(word, candidate));
        return found;
    }

    private static List<String> deletions(String word) {
        List<String> cuts = new ArrayList<>(word.length());
        for (int i = 0; i < word.length(); i++) {
            cuts.add(word.substring(0, i) + word.substring(i + 1));
        }
        return cuts;
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
            return same < shorter && (isSwap(typed, meant) || (same > 0 && tails(typed, same + 1, meant, same + 1)));
        }
        return same > 0
                && ((difference == 1 && tails(typed, same + 1, meant, same))
                        || (difference == -1 && tails(typed, same, meant, same + 1)));
    }

    private static boolean isSwap(String typed, String meant) {
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

    private static boolean tails(String a, int fromA, String b, int fromB) {
        return a.length() - fromA == b.length() - fromB && a.regionMatches(fromA, b, fromB, a.length() - fromA);
    }
}
