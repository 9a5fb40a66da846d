package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that an English word unknown to the reader leads to a refusal: none is taken for a misspelling of a word with a condition. */
final class CommonWordsTest {

    private static final int EVERY = 5;

    /** Words that are unknown on their own but known before "in": "opted in", "down in". */
    private static final Set<String> KNOWN_BEFORE_IN =
            Set.of("cannot", "cant", "down", "downed", "downing", "downs", "opted", "opting", "opts", "wont");

    private static final English ENGLISH = English.builtIn();
    private static final Lexicon LEXICON = new Lexicon(ENGLISH, CatalogueReader.builtIn());

    @ParameterizedTest
    @ValueSource(strings = {"%s in the North", "gold members, %s", "customers with %s in the North"})
    void shouldRefuseAPromptWithAnUnknownWord(String form) throws IOException {
        List<String> read = new ArrayList<>();
        int unknown = 0;
        for (String word : words()) {
            if (isKnown(word) || KNOWN_BEFORE_IN.contains(word)) {
                continue;
            }
            unknown++;
            Reading reading = Corpora.reading(Corpora.RETAIL, String.format(form, word));
            if (reading != null) {
                read.add(word + " " + reading.notes() + reading.ignored() + " "
                        + reading.criteria().condition());
            }
        }
        System.out.printf("%s: %d unknown words%n", form, unknown);

        assertThat(unknown).isGreaterThan(3_000);
        assertThat(read).isEmpty();
    }

    private static boolean isKnown(String word) {
        List<Node> nodes = new ArrayList<>();
        List<Token> tokens = Tokenizer.tokens(word, ENGLISH);
        LEXICON.at(tokens, 0, nodes);
        return nodes.stream().anyMatch(node -> node.to() == tokens.size());
    }

    private static List<String> words() throws IOException {
        List<String> words = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(Spelling.class.getResourceAsStream("english-words.txt.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> all = lines.lines().toList();
            for (int i = 0; i < all.size(); i += EVERY) {
                words.add(all.get(i));
            }
        }
        return words;
    }
}
