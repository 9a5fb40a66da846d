package io.customersegment.request;

import java.util.Locale;
import java.util.regex.Pattern;

/** A car model of the action's list, e.g. {@code CAMRY HYBRID ELEGANCE - 2024}. */
public record CarModel(String name) {

    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^a-z0-9]+");

    /** The model's Personalize user id, e.g. {@code camry-hybrid-elegance-2024}: lower case, all else one hyphen. */
    public String slug() {
        String slug = NOT_ALPHANUMERIC.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.endsWith("-") && slug.length() > from ? slug.length() - 1 : slug.length();
        return slug.substring(from, to);
    }
}
