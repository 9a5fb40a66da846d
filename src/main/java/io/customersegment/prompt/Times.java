package io.customersegment.prompt;

import io.customersegment.prompt.Points.Point;
import io.customersegment.prompt.Points.Span;
import io.customersegment.prompt.Window.Days;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads stretches of time: in the last six months, since March 2024, before 2023, more than two years ago, for a year. */
final class Times {

    private static final Set<String> FIRST_WORDS = firstWords();

    private final Words words;
    private final Points points;
    private final Stretches stretches;
    private final LocalDate day;
    private final long today;

    /** Times in these words, counted from the day. */
    Times(Words words, Points points, LocalDate day) {
        this.words = words;
        this.points = points;
        this.stretches = new Stretches(words, points, day);
        this.day = day;
        today = day.toEpochDay();
    }

    /** Every word that times are written with. */
    static List<String> words() {
        List<String> words = new ArrayList<>(FIRST_WORDS);
        words.addAll(Dates.MONTHS);
        words.addAll(List.of("day", "fortnight", "decade", "date", "onwards", "earlier"));
        return words;
    }

    /** The stretch of time that starts at the index, or null. */
    @Nullable
    Window at(int index) {
        if (index >= words.size() || !mayStart(words.token(index))) {
            return null;
        }
        int i = words.is(index, "at") && words.is(index + 1, "any") ? index + 4 : index;
        i = words.isAny(i, "sometime", "again", "anytime") ? i + 1 : i;
        Window lately = lately(i);
        if (lately != null) {
            return lately;
        }
        Window rolling = rolling(i);
        if (rolling != null) {
            return rolling;
        }
        Window between = stretches.at(i);
        if (between != null) {
            return between;
        }
        Window ago = ago(i);
        if (ago != null) {
            return ago;
        }
        Window bounded = bounded(i);
        if (bounded != null) {
            return bounded;
        }
        Window toDate = toDate(i);
        if (toDate != null) {
            return toDate;
        }
        Window span = spanned(i);
        return span != null ? span : inside(i);
    }

    /** Most words start no time; this tells them apart before anything is tried. */
    private static boolean mayStart(Token token) {
        return Character.isDigit(token.text().charAt(0)) || FIRST_WORDS.contains(token.text());
    }

    private static Set<String> firstWords() {
        String words =
                "at sometime again anytime in within inside over during throughout for from since the these our my past trailing "
                        + "preceding forthcoming rolling last previous latest next coming following upcoming between a an half more longer greater older "
                        + "further earlier less fewer younger newer under no not well on starting after later before prior until till by "
                        + "through up > >= < <= so this year ytd month quarter week today yesterday tomorrow current start beginning end first "
                        + "second third fourth = of q1 q2 q3 q4 h1 h2 sept";
        Set<String> first = new HashSet<>(List.of(words.split(" ", -1)));
        first.addAll(Numbers.words());
        for (String month : Dates.MONTHS) {
            first.addAll(Arrays.asList(month, month.substring(0, 3), month.substring(0, Math.min(month.length(), 4))));
        }
        for (Role role : List.of(Role.LATELY, Role.SOON)) {
            role.phrases().forEach(phrase -> first.add(phrase.split(" ", 2)[0]));
        }
        return Set.copyOf(first);
    }

    private @Nullable Window lately(int index) {
        int lately = words.after(Role.LATELY, index);
        if (lately > index) {
            Days none = new Days(Days.BEGINNING, Days.END);
            return new Window(none, none, null, null, Window.Kind.LATELY, lately);
        }
        int soon = words.after(Role.SOON, index);
        Days none = new Days(Days.BEGINNING, Days.END);
        return soon > index ? new Window(none, none, null, null, Window.Kind.SOON, soon) : null;
    }

    /** In the last six months, within the next year, the past fortnight. */
    private @Nullable Window rolling(int index) {
        int i = index;
        boolean lasts = words.is(i, "for");
        boolean framed = words.isAny(i, "within", "over", "during", "throughout");
        if (lasts || framed || words.isAny(i, "in", "at", "from", "since")) {
            i++;
        }
        boolean the = words.isAny(i, "the", "these", "our", "my");
        i = the ? i + 1 : i;
        boolean past = words.isAny(i, "past", "trailing", "preceding", "rolling");
        boolean last = past || words.isAny(i, "last", "previous", "latest");
        boolean next = words.isAny(i, "next", "forthcoming", "coming", "following", "upcoming");
        if (!last && !next) {
            return null;
        }
        i++;
        i = words.is(i, "full") ? i + 1 : i;
        Span span = points.span(i);
        if (span == null) {
            String unit = points.unit(i);
            Period period = unit.isEmpty() ? null : Points.period(1, unit);
            boolean calendar = !the && !past && !(next && framed) && !unit.equals("fortnight") && !unit.equals("decad");
            if (period == null || (calendar && !words.is(i - 1, "coming"))) {
                return null;
            }
            span = new Span(period, i + 1);
        }
        if (next) {
            Numbers.Numeral more = words.isAny(i + 1, "to", "-") ? words.numeral(i + 2) : null;
            if (more != null && more.end() + 1 == span.end()) {
                return null;
            }
            return Window.of(new Days(today, day.plus(span.period()).toEpochDay()), span.end());
        }
        return back(span, lasts, false);
    }

    /** From so long ago on. */
    private Window back(Span span, boolean lasts, boolean strict) {
        long start = day.minus(span.period()).toEpochDay();
        Days lasting = lasts ? Days.to(strict ? start - 1 : start) : null;
        return new Window(
                Days.from(start), new Days(start, today), lasting, span.period(), Window.Kind.NAMED, span.end());
    }

    /** More than two years ago, at least five years ago, less than a month ago, two or more years ago, older than a year. */
    private @Nullable Window ago(int index) {
        int i = words.is(index, "for") ? index + 1 : index;
        Comparison comparison = comparison(i);
        boolean older = words.isAny(i, "older", "longer");
        int start = comparison == null ? i : comparison.end();
        if (older && words.is(i + 1, "ago") && words.is(i + 2, "than")) {
            start = i + 3;
            comparison = new Comparison(true, true, start);
        }
        Span span = points.span(start);
        boolean open = false;
        if (span == null) {
            Numbers.Numeral number = words.numeral(start);
            int at = number == null ? start : number.end();
            boolean plus = words.is(at, "+") || (words.is(at, "or") && words.is(at + 1, "more"));
            int unitAt = words.is(at, "+") ? at + 1 : at + 2;
            String unit = plus ? points.unit(unitAt) : "";
            Period period = number == null || unit.isEmpty() ? null : Points.period(number.value(), unit);
            if (period == null) {
                return null;
            }
            span = new Span(period, unitAt + 1);
            open = true;
        }
        boolean ago = words.isAny(span.end(), "ago", "back", "earlier");
        boolean old = words.is(span.end(), "old");
        int end = ago || old ? span.end() + 1 : span.end();
        if (words.is(end, "or") && words.isAny(end + 1, "more", "longer", "earlier", "older")) {
            open = ago || old;
            end = open ? end + 2 : end;
        }
        if (!ago && !old && !(older && comparison != null && words.is(start - 1, "than"))) {
            return null;
        }
        long then = day.minus(span.period()).toEpochDay();
        if (comparison == null) {
            return open ? Window.of(Days.to(then), end) : null;
        }
        if (comparison.more()) {
            return Window.of(Days.to(comparison.strict() ? then - 1 : then), end);
        }
        return Window.of(Days.from(comparison.strict() ? then + 1 : then), end);
    }

    /** How a span is compared: more than, at least, less than, at most. */
    private record Comparison(boolean more, boolean strict, int end) {}

    private @Nullable Comparison comparison(int index) {
        String text = index < words.size() ? words.token(index).text() : "";
        boolean than = words.is(index + 1, "than");
        return switch (text) {
            case "more", "longer", "greater", "older", "further", "earlier" ->
                than ? new Comparison(true, true, index + 2) : null;
            case "over" -> new Comparison(true, true, index + 1);
            case "at" ->
                words.is(index + 1, "least")
                        ? new Comparison(true, false, index + 2)
                        : words.is(index + 1, "most") ? new Comparison(false, false, index + 2) : null;
            case "less", "fewer", "younger", "newer" -> than ? new Comparison(false, true, index + 2) : null;
            case "under" -> new Comparison(false, true, index + 1);
            case "no", "not" -> {
                boolean counted = words.is(index + 2, "than");
                boolean more = words.isAny(index + 1, "more", "longer");
                boolean less = words.isAny(index + 1, "less", "fewer");
                yield counted && (more || less) ? new Comparison(less, false, index + 3) : null;
            }
            case "well" -> words.is(index + 1, "over") ? new Comparison(true, true, index + 2) : null;
            case "within" -> new Comparison(false, false, index + 1);
            default -> null;
        };
    }

    /** Since March 2024, before 2023, after 15 June, until the end of May, on or after 2024-06-15. */
    private @Nullable Window bounded(int index) {
        String text = index < words.size() ? words.token(index).text() : "";
        boolean on = text.equals("on") && words.is(index + 1, "or");
        int i = on ? index + 2 : index;
        String word = on && i < words.size() ? words.token(i).text() : text;
        boolean to = words.is(i + 1, "to");
        boolean than = words.is(i + 1, "than");
        boolean inclusive = on;
        int side = switch (word) {
            case "since", "from", "starting", "after", "later", ">", ">=" -> 1;
            case "before", "prior", "earlier", "until", "till", "by", "through", "up", "<", "<=", "no" -> -1;
            default -> 0;
        };
        if (side == 0
                || (word.equals("prior") && !to)
                || (word.equals("earlier") && !than)
                || (word.equals("up") && !to)) {
            return null;
        }
        inclusive |= !List.of("after", "later", ">", "before", "prior", "earlier", "<")
                .contains(word);
        int start = i + 1;
        if (word.equals("since") && words.is(start, "before")) {
            return bounded(start);
        }
        if (word.equals("prior") || word.equals("up") || ((word.equals("earlier") || word.equals("later")) && than)) {
            start = i + 2;
        } else if (word.equals("no") && words.isAny(i + 1, "later", "earlier") && words.is(i + 2, "than")) {
            side = words.is(i + 1, "later") ? -1 : 1;
            start = i + 3;
        } else if (word.equals("no") || word.equals("later")) {
            return null;
        }
        if (word.equals("from") && words.isAny(start, "last", "this", "previous", "next", "current", "yesterday")) {
            return null;
        }
        start = word.equals("starting") && words.isAny(start, "from", "in") ? start + 1 : start;
        Point point = points.at(start);
        if (point == null) {
            Span span = word.equals("since") ? points.span(start) : null;
            return span == null ? null : back(span, false, false);
        }
        if ((word.startsWith(">") || word.startsWith("<")) && point.year()) {
            return null;
        }
        int end = words.isAny(point.end(), "onwards", "onward") ? point.end() + 1 : point.end();
        end = end == point.end() && words.is(end, "on") && side > 0 ? end + 1 : end;
        return side > 0
                ? new Window(
                        Days.from(edge(point.first(), point.last(), inclusive, true)),
                        Days.from(edge(point.aheadFirst(), point.aheadLast(), inclusive, true)),
                        Days.from(edge(point.first(), point.last(), inclusive, true)),
                        null,
                        Window.Kind.NAMED,
                        end)
                : new Window(
                        Days.to(edge(point.first(), point.last(), inclusive, false)),
                        Days.to(edge(point.aheadFirst(), point.aheadLast(), inclusive, false)),
                        null,
                        null,
                        Window.Kind.NAMED,
                        end);
    }

    private static long edge(LocalDate first, LocalDate last, boolean inclusive, boolean lower) {
        if (lower) {
            return inclusive ? first.toEpochDay() : last.toEpochDay() + 1;
        }
        return inclusive ? last.toEpochDay() : first.toEpochDay() - 1;
    }

    /** Year to date, so far this year. */
    private @Nullable Window toDate(int index) {
        boolean soFar = words.is(index, "so") && words.is(index + 1, "far");
        int i = soFar ? index + 2 : words.is(index, "in") ? index + 1 : index;
        i = words.isAny(i, "the", "this") ? i + 1 : i;
        String unit = words.is(i, "ytd") ? "year" : points.unit(i);
        int end = i + 1;
        if (unit.isEmpty()) {
            return null;
        }
        if (!soFar && !words.is(i, "ytd")) {
            boolean toDate = words.is(end, "to") && words.is(end + 1, "date");
            boolean far = words.is(end, "so") && words.is(end + 1, "far");
            if (!toDate && !far) {
                return null;
            }
            end += 2;
        }
        Point whole = Points.whole(day, unit, end);
        return whole == null ? null : Window.of(new Days(whole.first().toEpochDay(), today), end);
    }

    /** In a year, within 30 days, for over two years, in more than six months. */
    private @Nullable Window spanned(int index) {
        boolean within = words.isAny(index, "within", "in", "inside");
        boolean bare = words.is(index - 1, "us") && comparison(index) != null;
        boolean lasts = words.is(index, "for") || bare;
        if (!lasts && !within) {
            return null;
        }
        int at = bare ? index : index + 1;
        Comparison comparison = comparison(at);
        int start = comparison == null ? at : comparison.end();
        start = words.is(start, "the") ? start + 1 : start;
        Span span = points.span(start);
        if (span == null) {
            Numbers.Numeral number = words.numeral(start);
            if (number == null || !words.is(number.end(), "+")) {
                return null;
            }
            String unit = points.unit(number.end() + 1);
            Period period = unit.isEmpty() ? null : Points.period(number.value(), unit);
            if (period == null) {
                return null;
            }
            span = new Span(period, number.end() + 2);
            comparison = new Comparison(true, false, start);
        }
        int end = span.end();
        if (words.is(end, "or") && words.isAny(end + 1, "more", "longer")) {
            comparison = new Comparison(true, false, start);
            end += 2;
        }
        boolean more = comparison != null && comparison.more();
        boolean less = comparison != null && !comparison.more();
        boolean strict = comparison != null && comparison.strict();
        long then = day.minus(span.period()).toEpochDay();
        long later = day.plus(span.period()).toEpochDay();
        Days lasting = null;
        if (lasts) {
            lasting = less ? Days.from(strict ? then + 1 : then) : Days.to(strict ? then - 1 : then);
        }
        return new Window(
                Days.from(less && strict ? then + 1 : then),
                more ? Days.from(strict ? later + 1 : later) : new Days(today, less && strict ? later - 1 : later),
                lasting,
                comparison == null ? span.period() : null,
                Window.Kind.NAMED,
                end);
    }

    /** In 2023, last year, this month, on 15 June, June 2024. */
    private @Nullable Window inside(int index) {
        boolean framed = words.isAny(
                index, "in", "during", "on", "from", "within", "throughout", "over", "for", "of", "=", "at");
        int i = framed ? index + 1 : index;
        Point point = points.at(i);
        if (point == null || words.isAny(point.end() - 1, "ago", "back")) {
            return null;
        }
        return new Window(
                new Days(point.first().toEpochDay(), point.last().toEpochDay()),
                new Days(point.aheadFirst().toEpochDay(), point.aheadLast().toEpochDay()),
                null,
                null,
                Window.Kind.NAMED,
                point.end());
    }
}
