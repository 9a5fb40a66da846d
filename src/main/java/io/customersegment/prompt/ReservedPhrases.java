package io.customersegment.prompt;

import io.customersegment.catalogue.CatalogueFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The English phrases that every prompt needs, to which a catalogue must not give another meaning: more than, in, not, two, March. A longer
 * phrase of a catalogue may contain them, unless it consists of nothing else.
 */
public final class ReservedPhrases {

    private static final String NUMBER = "is a number";
    private static final String MONTH = "is a month";
    private static final String UNIT = "is a unit of time";
    private static final List<String> TIMES = List.of(MONTH, UNIT);

    private final English english;
    private final Map<String, String> parts;

    ReservedPhrases(English english) {
        this.english = english;
        this.parts = english.reserved();
    }

    /** Returns the reserved phrases of the built-in English. */
    public static ReservedPhrases builtIn() {
        return new ReservedPhrases(English.builtIn());
    }

    /** Refuses the phrases in the file that are reserved. */
    public static void check(CatalogueFile file) {
        ReservedPhrases reserved = builtIn();
        for (CatalogueFile.Phrase phrase : file.phrases()) {
            String why = reserved.reasonReserved(phrase.text());
            if (why != null) {
                file.refuse(phrase.place(), why);
            }
        }
    }

    /** Returns why a catalogue cannot have the phrase, or null if it can. */
    @Nullable
    String reasonReserved(String phrase) {
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

    /** Returns why the words should not be a phrase of a catalogue, because of what else they contain, or null if they may be one. */
    public @Nullable String reasonNotToAdd(String words) {
        List<Token> tokens = Tokenizer.tokens(words, english);
        Set<String> held = held(tokens);
        if (tokens.stream().anyMatch(token -> token.kind() == Token.Kind.DATE)
                || TIMES.stream().anyMatch(held::contains)) {
            return "it is a time without a thing that it is of";
        }
        if (tokens.stream().anyMatch(Token::isNumber) || held.contains(NUMBER)) {
            return "it is a number without a thing that it is of";
        }
        if (held.contains("negates")) {
            return "it has a negation; look at what is negated";
        }
        if (held.contains("joins")) {
            return "it has a joint; look at what is joined";
        }
        return tokens.stream().noneMatch(Token::isWord) || reasonReserved(words) != null
                ? "it is English without a thing that it is of"
                : null;
    }

    /** Returns the functions of the English phrases among the tokens. */
    private Set<String> held(List<Token> tokens) {
        Set<String> held = new HashSet<>();
        for (int from = 0; from < tokens.size(); from++) {
            for (int to = from + 1; to <= tokens.size(); to++) {
                String part = parts.get(words(tokens.subList(from, to)));
                if (part != null) {
                    held.add(part);
                }
            }
        }
        return held;
    }

    /** Describes the reserved phrases before {@code end}, the last as long as possible; empty if a token is not part of one. */
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
