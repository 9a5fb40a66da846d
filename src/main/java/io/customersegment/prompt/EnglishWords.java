package io.customersegment.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Common English words of four or more letters, loaded on first use. */
final class EnglishWords {

    private static final String RESOURCE = "english-words.txt.gz";
    private static final int SHORTEST = 4;

    private EnglishWords() {}

    private static final class Loaded {
        private static final Set<String> WORDS = read();

        private static Set<String> read() {
            try (InputStream stream = EnglishWords.class.getResourceAsStream(RESOURCE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(
                            new GZIPInputStream(Objects.requireNonNull(stream)), StandardCharsets.US_ASCII))) {
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

    /** Whether the word, in lower case, is in the list. */
    static boolean contains(String word) {
        return Loaded.WORDS.contains(word);
    }

    /** Whether a capitalized word must be a name: it is long enough for the list and not in it. */
    static boolean isName(Token token) {
        return token.capital()
                && token.text().length() >= SHORTEST
                && !contains(token.text())
                && !contains(token.lemma());
    }
}
