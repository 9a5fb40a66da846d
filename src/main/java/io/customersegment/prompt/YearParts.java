package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several parts of one year.
 *
 * @param range whether the parts between the first and the last are included
 */
record YearParts(List<YearPart> parts, boolean range) {
    YearParts {
        parts = List.copyOf(parts);
    }

    private YearPart last() {
        return parts.get(parts.size() - 1);
    }

    /** Returns these parts with one more after them; null if it cannot follow. */
    @Nullable
    YearParts and(YearPart next) {
        boolean later = last().end() < next.start() && last().months() == next.months() && !range;
        List<YearPart> more = new ArrayList<>(parts);
        more.add(next);
        return later ? new YearParts(more, false) : null;
    }

    /** Returns the window of these parts, of which the last is in the given year; null if the year is 0. */
    @Nullable
    Window of(int year) {
        if (year == 0) {
            return null;
        }
        boolean wraps = last().end() < parts.get(0).start();
        if (range) {
            LocalDate from = parts.get(0).in(wraps ? year - 1 : year).past().from();
            Days days = new Days(from, last().in(year).past().to());
            return Window.of(days);
        }
        Window window = Window.of(parts.get(0).in(year));
        for (YearPart part : parts.subList(1, parts.size())) {
            window = window.or(Window.of(part.in(year)));
        }
        return window;
    }
}
