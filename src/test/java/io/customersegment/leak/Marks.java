package io.customersegment.leak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What prompts, customers and secrets of a test contain and nothing else does, and the search for it in whatever form it is written. */
public final class Marks {

    /** In any case; a single word for a prompt's reader. */
    public static final String WORD = "zqxmark";

    /** A number that is an integer, an amount of money and a condition's bound. */
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
                // Characters that depend on the neighbours are not looked for.
                forms.add(base64.substring((8 * before + 5) / 6, 8 * shifted.length / 6));
            }
        }
        return forms;
    }

    /** The first form of a mark in the text with what surrounds it, null if there is none. */
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
