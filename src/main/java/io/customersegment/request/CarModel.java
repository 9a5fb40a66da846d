package io.customersegment.request;

import java.util.Locale;

/** A car model in the action's list, e.g. {@code CAMRY HYBRID ELEGANCE - 2024}. */
public record CarModel(String name) {

    /**
     * Returns the model's Personalize user id, e.g. {@code camry-hybrid-elegance-2024}: lower case, with one hyphen for each run of
     * characters other than letters and digits.
     */
    public String slug() {
        StringBuilder slug = new StringBuilder(name.length());
        boolean cut = false;
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (kept && cut && !slug.isEmpty()) {
                slug.append('-');
            }
            if (kept) {
                slug.append(c);
            }
            cut = !kept;
        }
        return slug.toString();
    }
}
