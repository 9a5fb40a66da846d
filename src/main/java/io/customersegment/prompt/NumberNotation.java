package io.customersegment.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in digits, which may have separators of thousands, a decimal comma or points: 10,000, 1,5 million, 25.000, 0.4.
 *
 * @param text its digits and points; a decimal comma is a point, and other separators are left out
 * @param end the index after its last character in the prompt
 */
record NumberNotation(String text, int end) {

    private static final Pattern DECIMAL_COMMA = Pattern.compile(
            "(?:0(?=,)|\\d{1,3}(?=,\\d\\s*(?:k|m|mio|mil|mn|million|millions)\\b)),(\\d{1,2})(?!\\d|[.,]\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([,' \u00a0\u202f]\\d{3})+(?![\\d])");

    private static final int LONGEST = 300;

    /**
     * Returns the number that begins at this index of the prompt.
     *
     * @param digitsEnd the index after its first digits
     * @param inBrackets whether it directly follows an opening bracket
     */
    static NumberNotation at(String prompt, int start, int digitsEnd, boolean inBrackets) {
        NumberNotation number = new NumberNotation(prompt.substring(start, digitsEnd), digitsEnd);
        if (Characters.isDigit(Characters.at(prompt, digitsEnd + 1))) {
            number = number.grouped(prompt, start).decimal(prompt, start, inBrackets);
        }
        return number.pointed(prompt);
    }

    /** Returns the number with the digits after separators of thousands. */
    private NumberNotation grouped(String prompt, int start) {
        Matcher grouped = GROUPED.matcher(prompt).region(start, prompt.length());
        return grouped.lookingAt() ? new NumberNotation(grouped.group().replaceAll("[^\\d]", ""), grouped.end()) : this;
    }

    /** Returns the number with the digits after a decimal comma. */
    private NumberNotation decimal(String prompt, int start, boolean inBrackets) {
        Matcher comma =
                DECIMAL_COMMA.matcher(prompt).region(start, prompt.length()).useTransparentBounds(true);
        if (!comma.lookingAt() || (inBrackets && endsList(prompt, comma.end()))) {
            return this;
        }
        return new NumberNotation(text + '.' + comma.group(1), comma.end());
    }

    /** Whether a bracket closes after the number, so that the comma separates two numbers of a list: in (0,1). */
    private static boolean endsList(String prompt, int end) {
        return ")}]".indexOf(Characters.at(prompt, end)) >= 0;
    }

    /** Returns the number with the digits after points. */
    private NumberNotation pointed(String prompt) {
        int at = end;
        while (Characters.at(prompt, at) == '.' && Characters.isDigit(Characters.at(prompt, at + 1))) {
            at++;
            while (Characters.isDigit(Characters.at(prompt, at))) {
                at++;
            }
        }
        return at > end ? new NumberNotation(text + prompt.substring(end, at), at) : this;
    }

    /** Returns its value; several points separate thousands. */
    double value() {
        boolean thousands = text.indexOf('.') != text.lastIndexOf('.');
        String plain = thousands ? text.replace(".", "") : text;
        return plain.length() > LONGEST ? Double.POSITIVE_INFINITY : Double.parseDouble(plain);
    }

    /** Omits the number, so that it can be logged. */
    @Override
    public String toString() {
        return "NumberNotation";
    }
}
