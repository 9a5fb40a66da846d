package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A prompt cut into tokens, its typos put right, with the phrases that start at each of them. */
final class Words {

    private final List<Token> tokens;
    private final List<List<Vocabulary.Match>> matches;

    private Words(List<Token> tokens, List<List<Vocabulary.Match>> matches) {
        this.tokens = tokens;
        this.matches = matches;
    }

    /** The words of the prompt. */
    static Words of(String prompt, Vocabulary vocabulary) {
        List<Token> tokens = Tokenizer.tokens(prompt);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isWord() && !vocabulary.knows(token.stem())) {
                String stem = vocabulary.corrected(token);
                if (stem != null) {
                    tokens.set(i, new Token(stem, stem, Double.NaN, token.from(), token.to()));
                }
            }
        }
        List<List<Vocabulary.Match>> matches = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            matches.add(vocabulary.matches(tokens, i));
        }
        return new Words(tokens, matches);
    }

    /** How many tokens there are. */
    int size() {
        return tokens.size();
    }

    /** The token at the index. */
    Token token(int index) {
        return tokens.get(index);
    }

    /** The stem at the index, empty after the end. */
    String stem(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index).stem() : "";
    }

    /** Whether the stem at the index is this word's. */
    boolean is(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).text().equals(word);
    }

    /** Whether the text at the index is one of these. */
    boolean isAny(int index, String... texts) {
        for (String text : texts) {
            if (is(index, text)) {
                return true;
            }
        }
        return false;
    }

    /** The phrases that start at the index, the longest first; none after the end. */
    List<Vocabulary.Match> matches(int index) {
        return index >= 0 && index < tokens.size() ? matches.get(index) : List.of();
    }

    /** The index after the longest phrase of this role at the index, or the index itself if there is none. */
    int after(Role role, int index) {
        for (Vocabulary.Match match : matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Function function && function.role() == role) {
                    return match.end();
                }
            }
        }
        return index;
    }

    /** Whether a phrase of this role starts at the index. */
    boolean has(Role role, int index) {
        return after(role, index) > index;
    }

    /** The index of the first token at or after this one that is no article. */
    int pastArticles(int index) {
        int i = index;
        while (has(Role.ARTICLE, i)) {
            i = after(Role.ARTICLE, i);
        }
        return i;
    }

    /** The number that starts at the index, or null. */
    Numbers.@Nullable Numeral numeral(int index) {
        return new Numbers(this).at(index);
    }

    /** The index after a word that may stand beside the entry, or -1. */
    int besideEnd(int index, Entry entry) {
        for (Vocabulary.Match match : matches(index)) {
            if (match.lexemes().contains(new Lexeme.Beside(entry))) {
                return match.end();
            }
        }
        return -1;
    }

    /** The index after the text at the index, which may be the index itself. */
    int endOf(Lexeme.Value value, int index) {
        for (Vocabulary.Match match : matches(index)) {
            if (match.lexemes().contains(value)) {
                return match.end();
            }
        }
        return index;
    }

    /** The index after the longest name or text of an entry, or the index itself. */
    int nameEnd(int index) {
        return longest(
                index,
                lexeme -> lexeme instanceof Lexeme.Name
                        || lexeme instanceof Lexeme.Value
                        || lexeme instanceof Lexeme.DateName);
    }

    /** The index after the longest word of plain language or without a meaning of its own, or the index itself. */
    int plainEnd(int index) {
        return longest(index, lexeme -> lexeme instanceof Lexeme.Function || lexeme instanceof Lexeme.Plain);
    }

    /** The index after the longest word for those who are looked for, or the index itself. */
    int peopleEnd(int index) {
        return longest(index, Words::isPeople);
    }

    /** Whether a word for those who are looked for stands at the index. */
    boolean isPeople(int index) {
        return peopleEnd(index) > index;
    }

    /** Whether people follow, maybe described by adjectives and ranked: most engaged gold members. */
    boolean describesPeople(int index) {
        int i = pastArticles(index);
        for (int steps = 0; steps < 5 && i < size(); steps++) {
            boolean ranked = longest(i, Lexeme.Ranking.class::isInstance) > i;
            if (ranked || isPeople(i) || has(Role.TOP, i) || has(Role.HIGHEST, i) || has(Role.LOWEST, i)) {
                return true;
            }
            if (longest(i, lexeme -> lexeme instanceof Lexeme.Name name && name.part() == Entry.Part.WHO) > i) {
                return true;
            }
            int next = longest(
                    i,
                    lexeme -> lexeme instanceof Lexeme.Value
                            || (lexeme instanceof Lexeme.Name name && name.part() == Entry.Part.WHICH));
            if (next == i) {
                return false;
            }
            i = next;
        }
        return false;
    }

    /** The longest name of something that has a number at the index, or null. */
    Vocabulary.@Nullable Match named(int index) {
        for (Vocabulary.Match match : matches(index)) {
            if (numbered(match) != null) {
                return match;
            }
        }
        return null;
    }

    /** The thing with a number that the phrase names, or null. */
    @Nullable
    Entry numbered(Vocabulary.Match match) {
        for (Lexeme lexeme : match.lexemes()) {
            if (lexeme instanceof Lexeme.Name name && name.entry().number() != null) {
                return name.entry();
            }
        }
        return null;
    }

    /** Whether a word that only counts things stands at the index: cars, times. */
    boolean hasUnit(int index) {
        for (Vocabulary.Match match : matches(index)) {
            boolean beside = match.lexemes().stream()
                    .anyMatch(lexeme ->
                            lexeme instanceof Lexeme.Beside unit && unit.entry().number() != null);
            boolean plain = match.lexemes().stream().anyMatch(Lexeme.Function.class::isInstance);
            if (beside && !plain) {
                return true;
            }
        }
        return false;
    }

    /** The part of a word that joins, negates or starts a clause, or null. */
    @Nullable
    Role joint(int index) {
        for (Vocabulary.Match match : matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Function function
                        && function.role().joins()) {
                    return function.role();
                }
            }
        }
        return null;
    }

    private int longest(int index, Predicate<Lexeme> wanted) {
        for (Vocabulary.Match match : matches(index)) {
            if (match.lexemes().stream().anyMatch(wanted)) {
                return match.end();
            }
        }
        return index;
    }

    private static boolean isPeople(Lexeme lexeme) {
        return (lexeme instanceof Lexeme.Plain plain && plain.kind() == Lexeme.Kind.PEOPLE)
                || (lexeme instanceof Lexeme.Function function && function.role() == Role.SOMEBODY);
    }
}
