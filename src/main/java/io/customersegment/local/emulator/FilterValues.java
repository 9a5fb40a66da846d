package io.customersegment.local.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the values of placeholders: texts must be in double quotes, numbers may be. */
final class FilterValues {

    private static final Pattern NUMBER =
            Pattern.compile("\\s*(\"?)(-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\\1\\s*");
    private static final Pattern TEXT = Pattern.compile("\\s*\"([^\"]*)\"\\s*(,|$)");

    private FilterValues() {}

    /** Returns the number; null if the value is not a number, more than one number or too large. */
    static @Nullable Double number(String value) {
        Matcher matcher = NUMBER.matcher(value);
        if (!matcher.matches()) {
            return null;
        }
        Double number = Double.valueOf(matcher.group(2));
        return number.isInfinite() ? null : number;
    }

    /** Returns the texts, null if the value is not a list of texts in double quotes. */
    static @Nullable List<String> texts(String value) {
        List<String> texts = new ArrayList<>();
        Matcher matcher = TEXT.matcher(value);
        int position = 0;
        boolean more = true;
        while (more) {
            matcher.region(position, value.length());
            if (!matcher.lookingAt()) {
                return null;
            }
            texts.add(matcher.group(1));
            more = ",".equals(matcher.group(2));
            position = matcher.end();
        }
        return position == value.length() ? texts : null;
    }
}
