package io.customersegment.prompt;

import io.customersegment.prompt.Points.Point;
import io.customersegment.prompt.Points.Span;
import io.customersegment.prompt.Window.Days;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** Reads stretches of time with two ends: between January and March, from 2015 until 2019, one to two years ago. */
final class Stretches {

    private final Words words;
    private final Points points;
    private final LocalDate day;
    private final long today;

    /** Stretches in these words, counted from the day. */
    Stretches(Words words, Points points, LocalDate day) {
        this.words = words;
        this.points = points;
        this.day = day;
        today = day.toEpochDay();
    }

    /** Between one and two years ago, from 2015 until 2019, in three to six months. */
    @Nullable
    Window at(int index) {
        int i = index;
        boolean between = words.is(i, "between");
        boolean from = words.is(i, "from");
        boolean in = words.isAny(i, "in", "within");
        if (between || from || in) {
            i++;
        }
        i = in && words.is(i, "the") ? i + 1 : i;
        boolean next = in && words.is(i, "next");
        i = next ? i + 1 : i;
        Window spans = betweenSpans(i, between, in);
        if (spans != null) {
            return spans;
        }
        Point first = points.at(i);
        if (first == null || in) {
            return null;
        }
        int to = first.end();
        boolean joined =
                words.isAny(to, "until", "till", "to", "through", "up", "-") || (between && words.is(to, "and"));
        if (!joined) {
            return null;
        }
        Point last = points.at(words.is(to, "up") ? to + 2 : to + 1);
        if (last == null) {
            return words.isAny(to + 1, "today", "now")
                    ? Window.of(new Days(first.first().toEpochDay(), today), to + 2)
                    : null;
        }
        LocalDate start = first.first();
        LocalDate end = last.last();
        if (start.isAfter(end) && !first.aheadFirst().equals(first.first())) {
            start = first.first().minusYears(1);
        } else if (start.isAfter(end) && words.stem(first.end() - 1).length() > 2 && first.end() - i == 1) {
            start = LocalDate.of(end.getYear(), start.getMonth(), 1);
        }
        boolean sharedYear =
                !first.aheadFirst().equals(first.first()) || !first.aheadLast().equals(first.last());
        if (sharedYear && last.first().equals(last.aheadFirst())) {
            LocalDate shared = LocalDate.of(
                    last.first().getYear(),
                    first.first().getMonth(),
                    first.first().getDayOfMonth());
            start = shared.isAfter(end) ? shared.minusYears(1) : shared;
        }
        Days behind = start.isAfter(end)
                ? new Days(end.toEpochDay(), start.toEpochDay())
                : new Days(start.toEpochDay(), end.toEpochDay());
        Days ahead = behind;
        if (!last.aheadLast().equals(last.last()) && sharedYear) {
            LocalDate aheadFirst = first.aheadFirst().isAfter(last.aheadLast())
                    ? first.aheadFirst().minusYears(1)
                    : first.aheadFirst();
            ahead = new Days(aheadFirst.toEpochDay(), last.aheadLast().toEpochDay());
        }
        return new Window(behind, ahead, null, null, Window.Kind.NAMED, last.end());
    }

    private @Nullable Window betweenSpans(int index, boolean between, boolean in) {
        Numbers.Numeral few = words.numeral(index);
        if (few == null) {
            return null;
        }
        int i = few.end();
        Span firstSpan = points.span(index);
        if (firstSpan != null) {
            i = words.is(firstSpan.end(), "ago") ? firstSpan.end() + 1 : firstSpan.end();
        }
        if (!words.is(i, "to") && !words.is(i, "-") && !(between && words.is(i, "and"))) {
            return null;
        }
        Span many = points.span(i + 1);
        if (many == null) {
            return null;
        }
        String unit = points.unit(many.end() - 1);
        Period near = firstSpan != null ? firstSpan.period() : unit.isEmpty() ? null : Points.period(few.value(), unit);
        if (near == null) {
            return null;
        }
        boolean ago = words.isAny(many.end(), "ago", "back");
        boolean ahead = in || (words.is(many.end(), "from") && words.is(many.end() + 1, "now"));
        if (!ago && !ahead) {
            return null;
        }
        return ago
                ? Window.of(
                        new Days(
                                day.minus(many.period()).toEpochDay(),
                                day.minus(near).toEpochDay()),
                        many.end() + 1)
                : Window.of(
                        new Days(
                                day.plus(near).toEpochDay(),
                                day.plus(many.period()).toEpochDay()),
                        in ? many.end() : many.end() + 2);
    }
}
