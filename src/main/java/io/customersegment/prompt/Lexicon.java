package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All phrases for reading prompts, from the English data and the catalogue, in one trie over lemmas. Also reads numbers and dates in
 * digits.
 *
 * <p><i>Threads:</i> immutable once built.
 */
final class Lexicon {

    private static final String PEOPLE = "@people";
    private static final Pattern YEAR_PART = Pattern.compile("([qh])([1-4])");
    private static final Pattern LAST = Pattern.compile("l(\\d{1,4})([a-z]{1,6})");
    /** The rule name of a lexeme for a unit of time in the plural. */
    static final String PLURAL = "plural";

    private static final int ISO_MONTH_LENGTH = 7;
    private static final int LONGEST_PHRASE = 12;

    private final Branch root = new Branch();
    private final Branch unkept = new Branch();
    private final English english;
    private final Set<String> lemmas = new HashSet<>();
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> contentWords = new LinkedHashSet<>();
    private final Map<String, Period.Unit> units = new HashMap<>();

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
        english.addTo(this);
        new CatalogueWords(catalogue).addTo();
    }

    /** Adds a phrase in its plain form. */
    void add(String phrase, Symbol symbol, Object value) {
        add(root, new Lexeme(symbol, value, phrase, false));
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
            units.put(form, unit);
        }
    }

    /** Whether the word is a unit of time. */
    boolean isUnit(String word) {
        return units.containsKey(word);
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
        if (token.isNumber()) {
            number(token, index, nodes);
        } else if (token.kind() == Token.Kind.DATE) {
            date(token, index, nodes);
        } else if (token.isWord()) {
            notation(token, index, nodes);
        }
        if (!token.isBreak()) {
            walk(root, tokens, index, index, nodes);
        }
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

    private void number(Token token, int index, List<Node> nodes) {
        String suffix = token.suffix();
        String digits = token.text();
        boolean pointed = digits.indexOf('.') == digits.length() - 4
                && digits.indexOf('.') > 0
                && digits.indexOf('.') == digits.lastIndexOf('.')
                && !digits.startsWith("0");
        Num number = new Num(token.number(), token.number(), Num.Unit.NONE, pointed);
        switch (suffix) {
            case "" -> nodes.add(node(Symbol.DIGITS, index, number, digits));
            case "s" -> {
                boolean decade = token.number() % 10 == 0 && token.number() <= 90;
                nodes.add(node(decade ? Symbol.DECADE : Symbol.DIGITS, index, number, digits));
                nodes.add(new Node(Symbol.DIGITS, index, index + 1, number, 0.05, digits));
            }
            case "x" -> nodes.add(node(Symbol.FREQUENCY, index, number, digits));
            case "plus" -> nodes.add(node(Symbol.AMOUNT, index, Amount.atLeast(number), digits));
            default -> {
                if (WordGroup.ORDINAL_ENDING.holds(suffix)) {
                    nodes.add(node(Symbol.ORDINAL, index, number, digits));
                }
                Double magnitude = english.magnitude(suffix);
                if (magnitude != null) {
                    nodes.add(node(Symbol.DIGITS, index, number.scaled(magnitude), digits));
                }
                Period.Unit unit = suffix.equals("m") ? units.get("mo") : units.get(suffix);
                if (unit != null && !Period.of(token.number(), unit).isNothing()) {
                    nodes.add(node(Symbol.PERIOD, index, Period.of(token.number(), unit), "N units"));
                }
            }
        }
    }

    private void date(Token token, int index, List<Node> nodes) {
        try {
            boolean month = token.text().length() == ISO_MONTH_LENGTH;
            Point point = month
                    ? DateRules.wholeMonth(LocalDate.parse(token.text() + "-01"))
                    : DateRules.day(LocalDate.parse(token.text()));
            nodes.add(node(Symbol.DATE, index, point, token.text()));
        } catch (DateTimeParseException none) {
            // Not a date, such as 31 February: without a node it stays unread.
        }
    }

    /** Adds the nodes of notations such as Q1, H2 and L90D. */
    private void notation(Token token, int index, List<Node> nodes) {
        if (token.text().length() < 2 || !Character.isDigit(token.text().charAt(1))) {
            return;
        }
        Matcher part = YEAR_PART.matcher(token.text());
        if (part.matches()) {
            boolean half = part.group(1).equals("h");
            int number = Integer.parseInt(part.group(2));
            if (!half || number <= 2) {
                nodes.add(node(Symbol.YEAR_PART, index, new DateRules.YearPart(number, half ? 6 : 3), token.text()));
            }
        }
        Matcher last = LAST.matcher(token.text());
        if (last.matches()) {
            Period.Unit unit = last.group(2).equals("m") ? units.get("mo") : units.get(last.group(2));
            if (unit != null) {
                nodes.add(node(Symbol.LAST, index, Period.of(Integer.parseInt(last.group(1)), unit), "l90d"));
            }
        }
    }

    private static Node node(Symbol symbol, int index, Object value, String phrase) {
        return new Node(symbol, index, index + 1, value, 0, phrase);
    }

    /** Adds the phrases of the catalogue. */
    private final class CatalogueWords {

        private final Catalogue catalogue;
        private final io.customersegment.catalogue.Lexicon words;

        CatalogueWords(Catalogue catalogue) {
            this.catalogue = catalogue;
            this.words = catalogue.lexicon();
        }

        void addTo() {
            words.people().forEach(word -> content(word, Symbol.CUSTOMERS, Symbol.CUSTOMERS));
            words.silent().forEach(word -> content(word, Symbol.SILENT, Symbol.SILENT));
            words.unkept().forEach(phrase -> add(unkept, new Lexeme(Symbol.UNKEPT, Symbol.UNKEPT, phrase, false)));
            words.occasions().forEach(word -> content(word, Symbol.OCCASION, Symbol.OCCASION));
            words.contacts().forEach(word -> content(word, Symbol.CONTACT, Symbol.CONTACT));
            words.entries().forEach(this::entry);
            words.superlatives()
                    .forEach(superlative ->
                            superlative.phrases().forEach(phrase -> content(phrase, Symbol.RANKING, superlative)));
            catalogue.columns().forEach(this::column);
        }

        private void entry(Entry entry) {
            for (Entry.Part part : Entry.Part.values()) {
                for (String phrase : entry.phrases().getOrDefault(part, List.of())) {
                    content(phrase, Symbol.NAME, new Subject(entry, part, null, false));
                }
            }
            context(entry).forEach(phrase -> content(phrase, Symbol.CONTEXT, entry));
            entry.ended().forEach(phrase -> content(phrase, Symbol.ENDED, entry));
            Map<String, List<String>> texts = new LinkedHashMap<>();
            entry.values().forEach((text, phrases) -> {
                if (phrases.isEmpty()) {
                    texts.computeIfAbsent(text, any -> new ArrayList<>()).add(text);
                } else if (phrases.stream().noneMatch(text::equalsIgnoreCase)) {
                    content(text, Symbol.VALUE, new NamedValues(entry, List.of(text), true));
                }
                phrases.forEach(phrase ->
                        texts.computeIfAbsent(phrase, any -> new ArrayList<>()).add(text));
            });
            texts.forEach(
                    (phrase, named) -> content(phrase, Symbol.VALUE, new NamedValues(entry, distinct(named), false)));
            tails(entry, texts);
            entry.shortValues()
                    .forEach((text, phrases) -> phrases.forEach(phrase ->
                            content(phrase, Symbol.SHORT_VALUE, new NamedValues(entry, List.of(text), false))));
        }

        /**
         * Returns the words that may accompany the entry: its context words and, after its verbs, also its nouns, as in "booked three
         * courses".
         */
        private Set<String> context(Entry entry) {
            Set<String> context = new LinkedHashSet<>(entry.context());
            Set<String> verbs = lemmas(entry, Entry.Part.DOES).keySet();
            if (!verbs.isEmpty() && !entry.is(Entry.Trait.UNNAMED)) {
                Map<String, String> nouns = lemmas(entry, Entry.Part.WHAT);
                nouns.keySet().removeAll(verbs);
                nouns.values().removeIf(noun -> noun.endsWith("ing"));
                context.addAll(nouns.values());
            }
            return context;
        }

        private Map<String, String> lemmas(Entry entry, Entry.Part part) {
            Map<String, String> phrases = new LinkedHashMap<>();
            for (String phrase : entry.phrases().getOrDefault(part, List.of())) {
                phrases.put(words(phrase).stream().map(Lexicon.this::lemma).collect(Collectors.joining(" ")), phrase);
            }
            return phrases;
        }

        /** Adds the last words that distinguish the text values which share a phrase, such as Standard and Elegance of a Camry. */
        private void tails(Entry entry, Map<String, List<String>> texts) {
            Map<String, List<String>> tails = new LinkedHashMap<>();
            texts.forEach((phrase, named) -> {
                int last = phrase.lastIndexOf(' ');
                List<String> together = last < 0 ? List.of() : texts.getOrDefault(phrase.substring(0, last), List.of());
                if (together.size() > named.size()) {
                    tails.computeIfAbsent(phrase.substring(last + 1), any -> new ArrayList<>())
                            .addAll(named);
                }
            });
            tails.forEach(
                    (tail, named) -> content(tail, Symbol.VALUE_TAIL, new NamedValues(entry, distinct(named), false)));
        }

        private void column(Column column) {
            if (column.type() == Column.Type.ID) {
                content(column.name(), Symbol.CUSTOMERS, Symbol.CUSTOMERS);
                return;
            }
            Entry owner = words.entries().stream()
                    .filter(entry ->
                            column.equals(entry.number()) || column.equals(entry.date()) || column.equals(entry.text()))
                    .findFirst()
                    .orElseGet(() -> ofTexts(column));
            Subject subject = new Subject(owner, Entry.Part.WHAT, column, false);
            content(column.name(), Symbol.NAME, subject);
            content(column.label(), Symbol.NAME, subject);
        }

        /** Returns an entry for the text values of a column without an entry, so that they may follow its name; null if it has none. */
        private @Nullable Entry ofTexts(Column column) {
            if (column.type() != Column.Type.TEXT || column.values().isEmpty()) {
                return null;
            }
            Map<String, List<String>> values = new LinkedHashMap<>();
            column.values().forEach(text -> values.put(text, List.of()));
            Entry entry = new Entry(
                    column.label(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    column,
                    values,
                    Map.of(),
                    List.of(),
                    List.of(Entry.Trait.VALUES_NEED_NAME),
                    null,
                    null,
                    null,
                    Double.POSITIVE_INFINITY,
                    List.of());
            entry(entry);
            return entry;
        }

        private void content(String phrase, Symbol symbol, Object value) {
            if (phrase.contains(PEOPLE)) {
                words.people().forEach(people -> content(phrase.replace(PEOPLE, people), symbol, value));
                return;
            }
            for (String word : words(phrase)) {
                if (Character.isLetter(word.charAt(0))) {
                    contentWords.add(word);
                }
            }
            add(phrase, symbol, value);
        }

        private static List<String> distinct(List<String> texts) {
            return List.copyOf(new LinkedHashSet<>(texts));
        }
    }
}
