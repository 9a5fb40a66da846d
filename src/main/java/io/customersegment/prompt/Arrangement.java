package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Superlative;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how many customers are wanted and how they are sorted: top 20, the 50 most engaged, sorted by age, oldest first. */
final class Arrangement {

    private final Words words;
    private final Numbers numbers;
    private final Times times;
    private final List<Order.Key> keys = new ArrayList<>();
    private int size = Criteria.UNLIMITED;
    private boolean sorted;
    private boolean top;

    /** What arranges in these words. */
    Arrangement(Words words, Numbers numbers, Times times) {
        this.words = words;
        this.numbers = numbers;
        this.times = times;
    }

    /**
     * A piece that arranges.
     *
     * @param superlative what ranks, if its meaning depends on whether a size is asked for, else null
     * @param ofMention whether it takes up what was spoken of just before: spent the most
     */
    record Step(int end, String meaning, @Nullable Superlative superlative, boolean ofMention) {}

    /** How many customers were asked for. */
    int size() {
        return size;
    }

    /** Whether a size was asked for. */
    boolean isSized() {
        return size != Criteria.UNLIMITED;
    }

    /** Whether the best were asked for, and not just so many. */
    boolean isTop() {
        return top;
    }

    /** Whether an order was asked for. */
    boolean isSorted() {
        return sorted;
    }

    /** The order asked for so far. */
    Order order() {
        return new Order(keys);
    }

    /** Sorts by what the catalogue says, if nothing else was asked for. */
    String sortBy(List<Entry.Sort> order) {
        if (!sorted) {
            for (Entry.Sort sort : order) {
                key(sort.column(), sort.descending());
            }
        }
        return CriteriaText.order(order(), Criteria.UNLIMITED);
    }

    /**
     * What arranges at the index, or null.
     *
     * @param counts whether what was spoken of just before waits for a number
     * @param ranked whether a word that ranks stands just before
     * @param open what was spoken of just before, or null
     */
    @Nullable
    Step step(int index, boolean counts, boolean ranked, @Nullable Entry open) {
        Step sizing = sizing(index, counts, ranked);
        if (sizing != null) {
            return sizing;
        }
        Step sorting = sorting(index);
        if (sorting != null) {
            return sorting;
        }
        Step ranking = ranking(index);
        return ranking != null ? ranking : extreme(index, open);
    }

    private @Nullable Step sizing(int index, boolean counts, boolean ranked) {
        int i = words.after(Role.TOP, index);
        boolean best = i > index;
        if (!best) {
            i = Math.max(words.after(Role.LIMIT, index), words.after(Role.AT_MOST, index));
        }
        boolean limit = !best && i > index;
        boolean cuts = words.has(Role.LIMIT, index) && !words.has(Role.AT_MOST, index);
        i = limit ? words.after(Role.TOP, i) : i;
        Numbers.Numeral number = words.has(Role.ARTICLE, i) && (best || limit) ? null : numbers.at(i);
        if (number == null || isSized() || number.percent() || number.once()) {
            return null;
        }
        boolean whole = number.value() == Math.rint(number.value()) && number.value() >= 1 && number.value() < 1e9;
        if (!whole || (!best && counts)) {
            return null;
        }
        int end = number.end();
        boolean here = best
                || ranked
                || (limit ? words.describesPeople(end) || (cuts && endsHere(end)) : words.describesPeople(end));
        here |= words.is(index - 1, "the") && words.has(Role.WHO, end);
        boolean had = !best && !limit && words.has(Role.WITH, index - 1);
        if (!here || had || (!best && times.at(index) != null)) {
            return null;
        }
        size = (int) number.value();
        top = best;
        if (!best && words.has(Role.TOP, end) && !isRanking(end)) {
            end = words.after(Role.TOP, end);
        }
        if (limit && words.isAny(end, "result", "results", "rows")) {
            end++;
        }
        return new Step(end, "first " + size, null, false);
    }

    private boolean endsHere(int index) {
        return index >= words.size()
                || words.has(Role.STOP, index)
                || words.has(Role.COMMA, index)
                || words.isAny(index, "results", "result");
    }

    private boolean isRanking(int index) {
        return superlative(index) != null;
    }

    private Vocabulary.@Nullable Match superlative(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Ranking) {
                    return match;
                }
            }
        }
        return null;
    }

    /** Sorted by age, oldest first; by lifetime spend; in descending order of web visits. */
    private @Nullable Step sorting(int index) {
        int direction = direction(index);
        int i = direction == 0 ? words.after(Role.SORT, index) : directionEnd(index);
        if (i == index || (direction != 0 && !words.is(i, "of") && !words.is(i, "by") && !words.is(i, "order"))) {
            return direction != 0 && sorted ? redirected(direction, directionEnd(index)) : null;
        }
        if (direction != 0) {
            i = words.is(i, "order") ? i + 1 : i;
            i = words.isAny(i, "of", "by") ? i + 1 : i;
        }
        boolean more = true;
        boolean any = false;
        boolean fresh = !sorted;
        while (more) {
            int start = i;
            i = sortKey(i, direction);
            if (i == start) {
                break;
            }
            any = true;
            int then = words.has(Role.COMMA, i) ? i + 1 : i;
            then = words.is(then, "and") ? then + 1 : then;
            more = words.is(then, "then");
            i = more ? words.is(then + 1, "by") ? then + 2 : then + 1 : i;
        }
        if (!any) {
            return null;
        }
        sorted = true;
        return fresh || any ? new Step(i, CriteriaText.order(order(), Criteria.UNLIMITED), null, false) : null;
    }

    private int sortKey(int index, int given) {
        int i = index;
        boolean last = false;
        while (i < words.size()) {
            int past = words.pastArticles(i);
            boolean counts = words.isAny(past, "number", "amount", "count", "total") && nameAt(past) == null;
            past = counts ? past + 1 : past;
            boolean latest = words.isAny(past, "last", "latest");
            past = latest && nameAt(past) == null ? past + 1 : past;
            last |= latest;
            if (past == i) {
                break;
            }
            i = past;
        }
        Vocabulary.Match ranking = superlative(i);
        if (ranking != null) {
            sortBy(rankingOf(ranking).order());
            int first = words.after(Role.FIRST, ranking.end());
            return first;
        }
        Vocabulary.Match name = nameAt(i);
        if (name == null) {
            return index;
        }
        Column column = column(name, last);
        if (column == null) {
            return index;
        }
        i = name.end();
        int beside = words.besideEnd(i, entryOf(name));
        i = beside > 0 && !words.has(Role.COMMA, i) ? beside : i;
        int comma = words.has(Role.COMMA, i) ? i + 1 : i;
        int direction = given != 0 ? given : direction(comma);
        int end = given != 0 || direction == 0 ? i : directionEnd(comma);
        if (direction == 0 && superlative(comma) != null) {
            Vocabulary.Match first = superlative(comma);
            if (first != null && words.has(Role.FIRST, first.end())) {
                Entry.Sort sort = rankingOf(first).order().get(0);
                if (sort.column().equals(column)) {
                    direction = sort.descending() ? -1 : 1;
                    end = words.after(Role.FIRST, first.end());
                }
            }
        }
        boolean descending = direction == 0 ? !entryOf(name).is(Entry.Trait.ASCENDING) : direction < 0;
        key(column, descending);
        return end;
    }

    private Step redirected(int direction, int end) {
        int last = keys.size() - 1;
        if (last >= 0) {
            keys.set(last, new Order.Key(keys.get(last).column(), direction < 0));
        }
        return new Step(end, CriteriaText.order(order(), Criteria.UNLIMITED), null, false);
    }

    private void key(Column column, boolean descending) {
        sorted = true;
        if (column.type() == Column.Type.INTEREST && descending && keys.isEmpty()) {
            return;
        }
        if (keys.stream().noneMatch(key -> key.column().equals(column))) {
            keys.add(new Order.Key(column, descending));
        }
    }

    /** 1 for ascending, -1 for descending, 0 for neither. */
    private int direction(int index) {
        int ascending = words.after(Role.ASCENDING, index);
        int descending = words.after(Role.DESCENDING, index);
        return ascending > descending ? 1 : descending > ascending ? -1 : 0;
    }

    private int directionEnd(int index) {
        return Math.max(words.after(Role.ASCENDING, index), words.after(Role.DESCENDING, index));
    }

    /** A word of the catalogue that ranks. */
    private @Nullable Step ranking(int index) {
        Vocabulary.Match match = superlative(index);
        if (match == null || longerName(index, match.end())) {
            return null;
        }
        Superlative superlative = rankingOf(match);
        int first = words.after(Role.FIRST, match.end());
        if (first > match.end()) {
            return new Step(first, sortBy(superlative.order()), null, false);
        }
        return new Step(match.end(), "", superlative, false);
    }

    private boolean longerName(int index, int end) {
        for (Vocabulary.Match match : words.matches(index)) {
            if (match.end() > end && match.lexemes().stream().anyMatch(lexeme -> lexeme instanceof Lexeme.Name)) {
                return true;
            }
        }
        return false;
    }

    private static Superlative rankingOf(Vocabulary.Match match) {
        for (Lexeme lexeme : match.lexemes()) {
            if (lexeme instanceof Lexeme.Ranking ranking) {
                return ranking.superlative();
            }
        }
        throw new IllegalStateException("The match was chosen for its ranking");
    }

    /** Highest churn risk, most test drives, latest purchase, and "the most" after what was spoken of. */
    private @Nullable Step extreme(int index, @Nullable Entry open) {
        int start = words.is(index, "the") ? index + 1 : index;
        boolean most = words.has(Role.HIGHEST, start) || words.has(Role.LATEST, start);
        boolean latest = words.has(Role.LATEST, start) || words.has(Role.EARLIEST, start);
        if (!most && !words.has(Role.LOWEST, start) && !latest) {
            return null;
        }
        int i = start;
        for (Role role : List.of(Role.HIGHEST, Role.LOWEST, Role.LATEST, Role.EARLIEST)) {
            i = Math.max(i, words.after(role, start));
        }
        int past = words.is(i, "number") && words.is(i + 1, "of") ? i + 2 : i;
        past = words.is(past, "total") && nameAt(past) == null ? past + 1 : past;
        Vocabulary.Match name = nameAt(past);
        if (latest && name == null) {
            return latestPeople(start, i, most);
        }
        if (name != null) {
            Column column = column(name, latest);
            int end = name.end();
            int then = words.has(Role.FILLER, end) ? words.after(Role.FILLER, end) : end + 1;
            boolean dated = latest && (times.at(end) != null || times.at(then) != null);
            if (column == null || dated || longerName(index, end)) {
                return null;
            }
            if (!sorted) {
                key(column, most);
            }
            end = words.after(Role.FIRST, end);
            return new Step(end, CriteriaText.order(order(), Criteria.UNLIMITED), null, false);
        }
        Column number = open == null ? null : open.number();
        if (open == null || number == null || latest || (!words.is(start, "most") && !words.is(start, "least"))) {
            return null;
        }
        int end = words.isAny(i, "often", "times") ? i + 1 : i;
        int beside = words.besideEnd(end, open);
        while (beside > end) {
            end = beside;
            beside = words.besideEnd(end, open);
        }
        if (!sorted) {
            key(number, most);
        }
        return new Step(end, CriteriaText.order(order(), Criteria.UNLIMITED), null, true);
    }

    /** The latest buyers: sorted by the date of what they are named for. */
    private @Nullable Step latestPeople(int start, int end, boolean descending) {
        Numbers.Numeral number = numbers.at(end);
        for (Vocabulary.Match match : words.matches(number == null ? end : number.end())) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Name name
                        && name.part() == Entry.Part.WHO
                        && name.entry().date() != null) {
                    if (!sorted) {
                        key(name.entry().date(), descending);
                    }
                    return end == start
                            ? null
                            : new Step(end, CriteriaText.order(order(), Criteria.UNLIMITED), null, false);
                }
            }
        }
        return null;
    }

    private Vocabulary.@Nullable Match nameAt(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            for (Lexeme lexeme : match.lexemes()) {
                boolean sortable = lexeme instanceof Lexeme.Name name
                        && name.part() != Entry.Part.WHO
                        && (name.entry().number() != null || name.entry().date() != null);
                if (sortable || lexeme instanceof Lexeme.DateName) {
                    return match;
                }
            }
        }
        return null;
    }

    private static Entry entryOf(Vocabulary.Match match) {
        for (Lexeme lexeme : match.lexemes()) {
            if (lexeme instanceof Lexeme.Name name
                    && (name.entry().number() != null || name.entry().date() != null)) {
                return name.entry();
            }
            if (lexeme instanceof Lexeme.DateName name) {
                return name.entry();
            }
        }
        throw new IllegalStateException("The match was chosen for its name");
    }

    private static @Nullable Column column(Vocabulary.Match match, boolean date) {
        for (Lexeme lexeme : match.lexemes()) {
            if (lexeme instanceof Lexeme.DateName name) {
                return name.entry().date();
            }
        }
        Entry entry = entryOf(match);
        return date || entry.number() == null ? entry.date() : entry.number();
    }
}
