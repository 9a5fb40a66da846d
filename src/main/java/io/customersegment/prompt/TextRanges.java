package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads texts that are meant by their order: silver and above, below gold, the highest loyalty tier. */
final class TextRanges {

    private final Words words;
    private final Amounts amounts;

    /** Ranges of texts in these words. */
    TextRanges(Words words, Amounts amounts) {
        this.words = words;
        this.amounts = amounts;
    }

    /** What is said of texts by their order at the index, or null. */
    @Nullable
    Mention at(int index) {
        Mention extreme = extremeText(index);
        return extreme == null ? rangeOfTexts(index) : extreme;
    }

    /** The highest loyalty tier, the lowest income band. */
    private @Nullable Mention extremeText(int at) {
        boolean highest = words.has(Role.HIGHEST, at);
        if (!highest && !words.has(Role.LOWEST, at)) {
            return null;
        }
        int i = Math.max(words.after(Role.HIGHEST, at), words.after(Role.LOWEST, at));
        for (Vocabulary.Match match : words.matches(words.pastArticles(i))) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Name name
                        && name.entry().is(Entry.Trait.ORDERED)
                        && name.entry().text() != null) {
                    List<String> texts = name.entry().text().values();
                    Mention mention = new Mention(at);
                    mention.value(name.entry(), List.of(texts.get(highest ? texts.size() - 1 : 0)));
                    mention.reach(match.end());
                    return mention;
                }
            }
        }
        return null;
    }

    /** Texts that are meant by their order, such as silver and above, or null. */
    private @Nullable Mention rangeOfTexts(int at) {
        Amounts.Match before = amounts.before(at);
        boolean compared = before != null && !words.is(at, "from") && !words.is(at, "only") && !words.is(at, "just");
        int i = before != null && compared ? words.pastArticles(before.end()) : at;
        Lexeme.Value value = ordered(i);
        if (value == null) {
            return null;
        }
        int end = words.endOf(value, i);
        Entry entry = value.entry();
        int past = end;
        while (words.besideEnd(past, entry) > past) {
            past = words.besideEnd(past, entry);
        }
        Amounts.Match after = amounts.after(past);
        Amounts.Sense sense = after != null ? after.sense() : before != null && compared ? before.sense() : null;
        Column column = entry.text();
        if (sense == null || column == null) {
            return null;
        }
        List<String> all = column.values();
        int index = all.indexOf(value.texts().get(0));
        List<String> texts = switch (sense) {
            case AT_LEAST -> all.subList(index, all.size());
            case ABOVE -> all.subList(index + 1, all.size());
            case BELOW -> all.subList(0, index);
            case AT_MOST -> all.subList(0, index + 1);
            case EXACTLY, BARE -> List.of(value.texts().get(0));
            case OTHER -> List.of();
        };
        if (texts.isEmpty()) {
            return null;
        }
        Mention mention = new Mention(at);
        mention.value(entry, texts);
        int to = after != null ? after.end() : past;
        while (words.besideEnd(to, entry) > to) {
            to = words.besideEnd(to, entry);
        }
        mention.reach(to);
        return mention;
    }

    private Lexeme.@Nullable Value ordered(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Value value
                        && value.texts().size() == 1
                        && value.entry().is(Entry.Trait.ORDERED)
                        && !value.entry().is(Entry.Trait.VALUES_NEED_NAME)) {
                    return value;
                }
            }
        }
        return null;
    }
}
