package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All phrases for reading prompts, from the English data and the catalogue, in one trie over lemmas; {@link DigitNodes}
 * reads numbers and dates in digits.
 *
 * <p><i>Threads:</i> immutable once built.
 */
final class Lexicon {

    /** The rule name of a lexeme for a unit of time in the plural. */
    static final String PLURAL = "plural";

    private static final int LONGEST_PHRASE = 12;

    private final Branch root = new Branch();
    private final Branch unkept = new Branch();
    private final English english;
    private final DigitNodes digits;
    private final Set<String> lemmas = new HashSet<>();
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> contentWords = new LinkedHashSet<>();

    private static final class Branch {
        private final Map<String, Branch> next = new HashMap<>(2);
        private final List<Lexeme> lexemes = new ArrayList<>(1);
    }

    /**
     * A phrase with its category and value.
     *
     * @param written whether it matches only as written, not in other forms
     */
    private record Lexeme(Symbol symbol, Object value, String phrase, boolean written) {}

    /** Creates the lexicon of a catalogue. */
    Lexicon(English english, Catalogue catalogue) {
        this.english = english;
        this.digits = new DigitNodes(english);
        english.addTo(this);
        new CatalogueWords(catalogue, this).add();
    }

    /** Adds a phrase in its plain form. */
    void add(String phrase, Symbol symbol, Object value) {
        add(root, new Lexeme(symbol, value, phrase, false));
    }

    /** Adds a phrase of the catalogue, whose words are candidates for the correction of misspelt words. */
    void addContent(String phrase, Symbol symbol, Object value) {
        for (String word : words(phrase)) {
            if (Character.isLetter(word.charAt(0))) {
                contentWords.add(word);
            }
        }
        add(phrase, symbol, value);
    }

    /** Adds a phrase about something that the data does not keep. */
    void addUnkept(String phrase) {
        add(unkept, new Lexeme(Symbol.UNKEPT, Symbol.UNKEPT, phrase, false));
    }

    /** Adds a phrase that matches only as written. */
    void addAsWritten(String phrase, Symbol symbol) {
        add(root, new Lexeme(symbol, symbol, phrase, true));
    }

    private void add(Branch from, Lexeme lexeme) {
        Branch branch = from;
        String phrase = lexeme.phrase();
        List<String> words = words(phrase);
        for (int i = 0; i < words.size(); i++) {
            boolean article = i > 0 && english.isArticle(words.get(i));
            if (!article) {
                String lemma = lemma(words.get(i));
                lemmas.add(lemma);
                branch = branch.next.computeIfAbsent(lemma, any -> new Branch());
            }
        }
        for (Lexeme other : branch.lexemes) {
            if (other.symbol == lexeme.symbol && other.value.equals(lexeme.value)) {
                return;
            }
        }
        branch.lexemes.add(lexeme);
    }

    /** Returns the lemmas of the words of a phrase, separated by spaces. */
    String lemmas(String phrase) {
        return words(phrase).stream().map(this::lemma).collect(Collectors.joining(" "));
    }

    private String lemma(String word) {
        return known.computeIfAbsent(word, english.lemmas()::of);
    }

    /** Returns the words of a phrase: phrases of plain letters are split at spaces, all others by the tokenizer, like prompts. */
    private List<String> words(String phrase) {
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            if ((c < 'a' || c > 'z') && c != ' ') {
                return Tokenizer.tokens(phrase, english).stream()
                        .map(Token::text)
                        .toList();
            }
        }
        return List.of(phrase.split(" ", -1));
    }

    /** Adds a unit of time. */
    void addUnit(String phrase, Period.Unit unit) {
        if (phrase.length() > 1 || english.contraction(phrase).isEmpty()) {
            add(phrase, Symbol.UNIT, unit);
        }
        for (String form : List.of(phrase, phrase + "s")) {
            digits.addUnit(form, unit);
        }
    }

    /** Whether the word is a unit of time. */
    boolean isUnit(String word) {
        return digits.isUnit(word);
    }

    /** Whether any phrase contains the lemma. */
    boolean knows(String lemma) {
        return lemmas.contains(lemma);
    }

    /** Whether the two lemmas form a whole phrase. */
    boolean isPhrase(String first, String second) {
        Branch branch = root.next.get(first);
        Branch end = branch == null ? null : branch.next.get(second);
        return end != null && !end.lexemes.isEmpty();
    }

    /** Returns the words of the catalogue's phrases, the candidates for the correction of a misspelt word. */
    Set<String> contentWords() {
        return contentWords;
    }

    /** Adds the nodes of all phrases that start at the token. */
    void at(List<Token> tokens, int index, List<Node> nodes) {
        Token token = tokens.get(index);
        digits.add(token, index, nodes);
        if (!token.isBreak()) {
            walk(root, tokens, index, index, nodes);
            nodes.removeIf(node -> node.symbol() == Symbol.SORT && isOfPeople(node, tokens, nodes));
        }
    }

    /** Whether a verb of sorting is a noun for customers here, in the plural or before what one of them has: leads with kids. */
    private static boolean isOfPeople(Node sort, List<Token> tokens, List<Node> nodes) {
        Token first = tokens.get(sort.from());
        Token next = sort.to() < tokens.size() ? tokens.get(sort.to()) : first;
        boolean noun = first.text().endsWith("s") || next.is(WordGroup.INDEFINITE) || next.isNumber();
        return noun
                && nodes.stream()
                        .anyMatch(node -> node.to() == sort.from() + 1
                                && node.value() instanceof Subject subject
                                && subject.part() == Entry.Part.WHO);
    }

    /**
     * Returns, for each token, the span of the phrase around it about something that the data does not keep, null where there is none; null
     * if there is no such phrase in the prompt.
     */
    @Nullable
    Span @Nullable [] unkept(List<Token> tokens) {
        List<Node> nodes = new ArrayList<>(0);
        for (int i = 0; i < tokens.size(); i++) {
            walk(unkept, tokens, i, i, nodes);
        }
        if (nodes.isEmpty()) {
            return null;
        }
        @Nullable Span[] spans = new Span[tokens.size()];
        for (Node node : nodes) {
            Arrays.fill(spans, node.from(), node.to(), new Span(node.from(), node.to()));
        }
        return spans;
    }

    private void walk(Branch branch, List<Token> tokens, int start, int at, List<Node> nodes) {
        for (int i = 0; i < branch.lexemes.size(); i++) {
            Lexeme lexeme = branch.lexemes.get(i);
            if (!fits(lexeme, tokens, start, at) || isLetter(lexeme, tokens, start)) {
                continue;
            }
            boolean plural =
                    lexeme.symbol() == Symbol.UNIT && tokens.get(at - 1).text().endsWith("s");
            nodes.add(new Node(lexeme.symbol(), start, at, lexeme.value(), 0, plural ? PLURAL : lexeme.phrase()));
        }
        if (at >= tokens.size() || at - start > LONGEST_PHRASE || branch.next.isEmpty()) {
            return;
        }
        Token token = tokens.get(at);
        boolean odd =
                token.isNumber() && !token.suffix().isEmpty() && !token.suffix().equals("s");
        Branch next = odd ? null : branch.next.get(token.lemma());
        if (next != null) {
            walk(next, tokens, start, at + 1, nodes);
        }
        if (at > start && english.isArticle(token.text()) && token.isWord()) {
            walkPastArticle(branch, tokens, start, at + 1, nodes);
        }
    }

    /** Whether the lexeme is the single letter of a unit, without a number before it. */
    private static boolean isLetter(Lexeme lexeme, List<Token> tokens, int start) {
        return lexeme.symbol() == Symbol.UNIT
                && lexeme.phrase().length() == 1
                && (start == 0 || !tokens.get(start - 1).isNumber());
    }

    /** Whether the phrase allows the forms of these words. */
    private static boolean fits(Lexeme lexeme, List<Token> tokens, int from, int to) {
        Token last = tokens.get(to - 1);
        if (lexeme.written()) {
            return to - from == 1
                    ? last.is(lexeme.phrase())
                    : lexeme.phrase()
                            .equals(tokens.subList(from, to).stream()
                                    .map(Token::text)
                                    .collect(Collectors.joining(" ")));
        }
        return switch (lexeme.symbol()) {
            case DECADE -> to - from > 1 || last.is(lexeme.phrase());
            case CARDINAL -> !last.text().endsWith("s") || lexeme.phrase().endsWith("s");
            case NAME ->
                !isPastOfMeasure(lexeme, last)
                        && !isPastOfPeople(lexeme, tokens.get(from))
                        && !isVerbOfAdjective(lexeme, last);
            default -> true;
        };
    }

    /** Whether a noun for something measured rather than done has the past form of a verb: churned, scored. */
    private static boolean isPastOfMeasure(Lexeme lexeme, Token last) {
        return lexeme.value() instanceof Subject subject
                && subject.part() == Entry.Part.WHAT
                && subject.date() == null
                && last.text().endsWith("ed")
                && !lexeme.phrase().endsWith("ed");
    }

    /** Whether a noun for people has the past form of a verb: opted out, of opt-outs. */
    private static boolean isPastOfPeople(Lexeme lexeme, Token first) {
        return lexeme.value() instanceof Subject subject
                && subject.part() == Entry.Part.WHO
                && first.text().endsWith("ed")
                && !lexeme.phrase().contains(first.text());
    }

    /** Whether an adjective that ends in -ing appears as another form of its verb: pay, of paying. */
    private static boolean isVerbOfAdjective(Lexeme lexeme, Token last) {
        return lexeme.value() instanceof Subject subject
                && subject.part() == Entry.Part.WHICH
                && lexeme.phrase().endsWith("ing")
                && !last.text().endsWith("ing");
    }

    private void walkPastArticle(Branch branch, List<Token> tokens, int start, int at, List<Node> nodes) {
        if (at < tokens.size()) {
            Branch next = branch.next.get(tokens.get(at).lemma());
            if (next != null) {
                walk(next, tokens, start, at + 1, nodes);
            }
        }
    }
}
