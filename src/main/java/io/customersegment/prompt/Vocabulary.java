package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Lexicon;
import io.customersegment.catalogue.Superlative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every phrase that the language and the catalogue know, as a tree of stems. Immutable once built. */
final class Vocabulary {

    private static final String PEOPLE = "@people";
    private static final int TYPO_FROM = 5;
    private static final int LONGEST_OMISSION = 3;

    private final Node root = new Node();
    private final Set<String> stems = new LinkedHashSet<>();
    private final Map<Integer, Map<String, String>> stemByForm = new HashMap<>();
    private final Set<String> plain = new LinkedHashSet<>();
    private final List<Offer> offers = new ArrayList<>();

    /**
     * Where a phrase ends and what it can be.
     *
     * @param end the index of the token after it
     */
    record Match(int end, List<Lexeme> lexemes) {}

    /**
     * A phrase of the catalogue that carries a condition, as it writes it.
     *
     * @param stems its words
     * @param related the words that may stand beside it
     */
    record Offer(String phrase, Set<String> stems, Set<String> related) {}

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final List<Lexeme> lexemes = new ArrayList<>();
    }

    /** The phrases of plain English and of the catalogue. */
    Vocabulary(Catalogue catalogue) {
        for (Role role : Role.values()) {
            role.phrases().forEach(phrase -> add(phrase, new Lexeme.Function(role)));
        }
        Numbers.words().forEach(this::know);
        Amounts.words().forEach(this::know);
        Times.words().forEach(this::know);
        plain.addAll(stems);
        Lexicon lexicon = catalogue.lexicon();
        addPlain(lexicon.people(), Lexeme.Kind.PEOPLE);
        addPlain(lexicon.silent(), Lexeme.Kind.SILENT);
        addPlain(lexicon.occasions(), Lexeme.Kind.OCCASION);
        addPlain(lexicon.contacts(), Lexeme.Kind.CONTACT);
        for (Entry entry : lexicon.entries()) {
            addEntry(entry, lexicon.people());
        }
        for (Superlative superlative : lexicon.superlatives()) {
            Lexeme ranking = new Lexeme.Ranking(superlative);
            expanded(superlative.phrases(), lexicon.people()).forEach(phrase -> add(phrase, ranking));
            superlative.phrases().forEach(phrase -> offer(phrase, lexicon.people(), List.of()));
        }
        Stem.irregularForms().forEach((form, base) -> {
            String stem = Stem.of(base);
            if (stems.contains(stem)) {
                forms(form).put(form, stem);
            }
        });
    }

    /** The phrases of the catalogue that carry a condition. */
    List<Offer> offers() {
        return offers;
    }

    /** The words of a text that belong to a business and not to plain English, numbers or times, as stems. */
    Set<String> content(String text) {
        Set<String> content = new LinkedHashSet<>();
        for (Token token : Tokenizer.tokens(text)) {
            if (token.isWord() && token.text().length() > 2 && !plain.contains(token.stem())) {
                content.add(token.stem());
            }
        }
        return content;
    }

    /** Whether the word is known, alone or as a part of a phrase. */
    boolean knows(String stem) {
        return stems.contains(stem);
    }

    /** The stem of the one known word that a small slip of the pen separates from this one, or null. */
    @Nullable
    String corrected(Token token) {
        String word = token.text();
        if (word.length() < TYPO_FROM - 1) {
            return null;
        }
        String found = null;
        int best = Typos.NONE;
        for (int length = token.stem().length() - 1; length <= word.length() + LONGEST_OMISSION; length++) {
            for (Map.Entry<String, String> form :
                    stemByForm.getOrDefault(length, Map.of()).entrySet()) {
                int grade = grade(token, form.getKey());
                if (grade < best) {
                    best = grade;
                    found = form.getValue();
                } else if (grade == best && found != null && !found.equals(form.getValue())) {
                    found = "";
                }
            }
        }
        return found == null || found.isEmpty() ? null : found;
    }

    private static int grade(Token token, String form) {
        String word = token.text();
        if (word.length() < TYPO_FROM) {
            boolean meant = Typos.isSwap(word, form) || (form.length() >= TYPO_FROM && Typos.lacksVowels(word, form));
            return meant ? 0 : Typos.NONE;
        }
        int grade = Typos.grade(word, form);
        return grade == Typos.NONE && Typos.isSlip(token.stem(), form) ? Typos.NONE - 1 : grade;
    }

    /** Every phrase that starts at the index, the longest first. Articles inside a phrase are passed over. */
    List<Match> matches(List<Token> tokens, int index) {
        List<Match> matches = new ArrayList<>(4);
        collect(root, tokens, index, index, matches);
        if (matches.size() > 1) {
            matches.sort(Comparator.comparingInt(Match::end).reversed());
        }
        return matches;
    }

    private void collect(Node node, List<Token> tokens, int start, int index, List<Match> matches) {
        if (!node.lexemes.isEmpty()) {
            matches.add(new Match(index, node.lexemes));
        }
        if (index >= tokens.size()) {
            return;
        }
        Token token = tokens.get(index);
        Node next = node.next.get(token.stem());
        if (next != null) {
            collect(next, tokens, start, index + 1, matches);
        }
        if (index > start && isArticle(token.text()) && index + 1 < tokens.size()) {
            Node after = node.next.get(tokens.get(index + 1).stem());
            if (after != null) {
                collect(after, tokens, start, index + 2, matches);
            }
        }
    }

    private static boolean isArticle(String word) {
        return switch (word) {
            case "a", "an", "the", "our", "my", "your", "their", "his", "her", "its", "any", "us", "this", "s" -> true;
            default -> false;
        };
    }

    private void addEntry(Entry entry, List<String> people) {
        for (Entry.Part part : Entry.Part.values()) {
            Lexeme name = new Lexeme.Name(entry, part);
            List<String> written = entry.phrases().getOrDefault(part, List.of());
            expanded(written, people).forEach(phrase -> add(phrase, name));
            written.forEach(phrase -> offer(phrase, people, entry.context()));
        }
        for (Column column : columns(entry)) {
            add(column.name(), new Lexeme.Name(entry, Entry.Part.WHAT));
        }
        if (entry.date() != null && entry.number() != null) {
            add(entry.date().name(), new Lexeme.DateName(entry));
        }
        entry.context().forEach(phrase -> add(phrase, new Lexeme.Beside(entry)));
        entry.more().forEach(phrase -> add(phrase, new Lexeme.Comparative(entry, true)));
        entry.less().forEach(phrase -> add(phrase, new Lexeme.Comparative(entry, false)));
        Map<String, List<String>> texts = new LinkedHashMap<>();
        entry.values().forEach((text, names) -> {
            if (names.isEmpty() || entry.is(Entry.Trait.VALUES_NEED_NAME)) {
                texts.computeIfAbsent(text, none -> new ArrayList<>()).add(text);
            }
            for (String name : names) {
                List<String> named = texts.computeIfAbsent(name, none -> new ArrayList<>());
                if (!named.contains(text)) {
                    named.add(text);
                }
            }
        });
        texts.forEach((name, values) -> {
            Lexeme lexeme = new Lexeme.Value(entry, values);
            offer(name, people, List.of());
            add(name, lexeme);
            if (name.contains(" - ")) {
                add(name.replace(" - ", " "), lexeme);
            }
        });
    }

    private static List<Column> columns(Entry entry) {
        List<Column> columns = new ArrayList<>();
        if (entry.number() != null) {
            columns.add(entry.number());
        } else if (entry.date() != null
                && entry.means().stream().allMatch(meaning -> !entry.date().equals(meaning.column()))) {
            columns.add(entry.date());
        } else if (entry.text() != null) {
            columns.add(entry.text());
        }
        return columns;
    }

    private void addPlain(List<String> words, Lexeme.Kind kind) {
        words.forEach(word -> add(word, new Lexeme.Plain(kind)));
    }

    private void offer(String phrase, List<String> people, List<String> related) {
        String written = people.isEmpty() ? phrase : phrase.replace(PEOPLE, people.get(0));
        offers.add(new Offer(written, content(written), content(String.join(" ", related))));
    }

    private void add(String phrase, Lexeme lexeme) {
        Node node = root;
        for (Token token : Tokenizer.tokens(phrase)) {
            know(token.text());
            node = node.next.computeIfAbsent(token.stem(), none -> new Node());
        }
        if (!node.lexemes.contains(lexeme)) {
            node.lexemes.add(lexeme);
        }
    }

    private void know(String word) {
        String stem = Stem.of(word);
        stems.add(stem);
        if (word.length() >= TYPO_FROM - 1 && Character.isLetter(word.charAt(0))) {
            forms(word).putIfAbsent(word, stem);
            forms(stem).putIfAbsent(stem, stem);
        }
        if (Character.isLetter(word.charAt(0))) {
            for (String form : Stem.regularForms(word)) {
                if (Stem.of(form).equals(stem)) {
                    forms(form).putIfAbsent(form, stem);
                }
            }
        }
    }

    private Map<String, String> forms(String form) {
        return stemByForm.computeIfAbsent(form.length(), none -> new LinkedHashMap<>());
    }

    private static List<String> expanded(List<String> phrases, List<String> people) {
        List<String> expanded = new ArrayList<>();
        for (String phrase : phrases) {
            if (phrase.contains(PEOPLE)) {
                people.forEach(word -> expanded.add(phrase.replace(PEOPLE, word)));
                Role.SOMEBODY.phrases().forEach(word -> expanded.add(phrase.replace(PEOPLE, word)));
            } else {
                expanded.add(phrase);
            }
        }
        return expanded;
    }
}
