package io.customersegment.prompt;

import java.util.List;
import java.util.stream.Collectors;

/** The forms in which prompts are compared with the phrases of a catalogue: without inflections and articles. Thread-safe. */
public final class PlainForms {

    private final English english = English.builtIn();

    /** Returns the phrase without inflections and articles, so that "cats" and "the cat" are equal. */
    public String of(String phrase) {
        return tokens(phrase).stream()
                .filter(token -> !token.is(WordGroup.ARTICLE))
                .map(Token::lemma)
                .collect(Collectors.joining(" "));
    }

    /** Whether the phrase begins with an article, which prompts may omit. */
    public boolean beginsWithArticle(String phrase) {
        List<Token> tokens = tokens(phrase);
        return tokens.size() > 1 && tokens.get(0).is(WordGroup.ARTICLE);
    }

    private List<Token> tokens(String phrase) {
        return Tokenizer.tokens(phrase, english);
    }
}
