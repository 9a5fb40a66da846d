package io.customersegment.prompt;

import io.customersegment.catalogue.CatalogueFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The phrases of English that every prompt needs, which no catalogue may give another meaning: more than, in, not, two, March. A longer
 * phrase may have them, unless it has nothing else.
 */
public final class ReservedPhrases {

    private final English english;
    private final Map<String, String> parts;

    /** Those of this English. */
    ReservedPhrases(English english) {
        this.english = english;
        this.parts = english.reserved();
    }

    /** Refuses in the file the phrases that English needs. */
    public static void check(CatalogueFile file) {
        ReservedPhrases reserved = new ReservedPhrases(English.builtIn());
        for (CatalogueFile.Phrase phrase : file.phrases()) {
            String why = reserved.refusal(phrase.text());
            if (why != null) {
                file.refuse(phrase.place(), why);
            }
        }
    }

    /** Why a catalogue cannot have the phrase, null if it can. */
    @Nullable
    String refusal(String phrase) {
        List<Token> tokens = Tokenizer.tokens(phrase, english);
        List<List<String>> pieces = new ArrayList<>();
        pieces.add(List.of());
        for (int end = 1; end <= tokens.size(); end++) {
            pieces.add(piecesUntil(end, tokens, pieces));
        }
        List<String> all = pieces.get(tokens.size());
        if (all.isEmpty()) {
            return null;
        }
        String whole = parts.get(words(tokens));
        return "\"" + phrase + "\" is "
                + (whole == null
                        ? "nothing but English that prompts need: " + String.join(", ", all)
                        : "English that prompts need: it " + whole)
                + "; choose another phrase";
    }

    /** What the tokens before the end are in English, the longest phrases last; nothing if one of them is no such phrase. */
    private List<String> piecesUntil(int end, List<Token> tokens, List<List<String>> pieces) {
        for (int from = 0; from < end; from++) {
            boolean reached = from == 0 || !pieces.get(from).isEmpty();
            String part = reached ? parts.get(words(tokens.subList(from, end))) : null;
            if (part != null) {
                List<String> all = new ArrayList<>(pieces.get(from));
                all.add("\"" + written(tokens.subList(from, end)) + "\" " + part);
                return all;
            }
        }
        Token last = tokens.get(end - 1);
        return end > 1 && english.isPlainArticle(last.text()) ? pieces.get(end - 1) : List.of();
    }

    private static String words(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::lemma).toList());
    }

    private static String written(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::text).toList());
    }
}
