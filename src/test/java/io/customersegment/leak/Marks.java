package io.customersegment.leak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Marks that only the prompts, customers and secrets of a test contain, and a search for them in any form in which they may be written. */
public final class Marks {

    /** A word that is found in upper and lower case. It is a single word to the reader of prompts. */
    public static final String WORD = "zqxmark";

    /** A number that can be an integer, an amount of money and the bound of a condition. */
    public static final int NUMBER = 735_194_628;

    private static final List<String> IN_LOWER_CASE = List.of(
            WORD,
            String.valueOf(NUMBER),
            "7.35194628",
            "735,194,628",
            HexFormat.of().formatHex(WORD.getBytes(StandardCharsets.UTF_8)));

    private static final List<String> AS_WRITTEN = asWritten();

    private Marks() {}

    private static List<String> asWritten() {
        List<String> forms = new ArrayList<>();
        String capital = WORD.substring(0, 1).toUpperCase(Locale.ROOT) + WORD.substring(1);
        for (String word : List.of(WORD, capital, WORD.toUpperCase(Locale.ROOT))) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            String decimal = Arrays.toString(bytes);
            forms.add(decimal.substring(1, decimal.length() - 1));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                // Excludes characters that depend on the neighbouring bytes.
                forms.add(base64.substring((8 * before + 5) / 6, 8 * shifted.length / 6));
            }
        }
        return forms;
    }

    /** Returns the first occurrence of a mark in the text, with the surrounding text, or null if there is none. */
    public static @Nullable String find(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String form : IN_LOWER_CASE) {
            int at = lower.indexOf(form);
            if (at >= 0) {
                return around(text, at, form.length());
            }
        }
        for (String form : AS_WRITTEN) {
            int at = text.indexOf(form);
            if (at >= 0) {
                return around(text, at, form.length());
            }
        }
        return null;
    }

    private static String around(String text, int at, int length) {
        return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + length + 40))
                .replace('\n', ' ');
    }
}
