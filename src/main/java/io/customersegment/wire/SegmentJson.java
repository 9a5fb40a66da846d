package io.customersegment.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.customersegment.catalogue.Column;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a segment as the value of a result: {@code {"data":[{"customer_id":...,"interest_score":...}]}}.
 *
 * <p><i>Threads:</i> immutable, may be called by any thread.
 */
public final class SegmentJson implements SegmentEncoder {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final int INTEREST_DIGITS = 4;

    /** The name of a customer's id in results, whatever it is in the catalogue. */
    public static final String ID = "customer_id";

    /** The name of the interest in results, whatever it is in the catalogue. */
    public static final String INTEREST = "interest_score";

    private static final double STEPS = 10_000;

    /** Every whole number up to this has a double of its own. */
    private static final double MOST_EXACT = 1L << 53;

    private final @Nullable Pseudonyms pseudonyms;
    private final boolean showsInterest;

    /** Creates an encoder that writes ids unchanged, and interest. */
    public SegmentJson() {
        this(null, true);
    }

    /**
     * @param pseudonyms the names of customers, null for their ids
     * @param showsInterest whether rows have an interest
     */
    public SegmentJson(@Nullable Pseudonyms pseudonyms, boolean showsInterest) {
        this.pseudonyms = pseudonyms;
        this.showsInterest = showsInterest;
    }

    @Override
    public Segment encode(List<Customer> customers, List<Column> shown, boolean truncated, Instant asOf) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + customers.size() * (64 + shown.size() * 32));
        int[] rowEnds = new int[customers.size()];
        UnaryOperator<String> naming = pseudonyms == null ? SegmentJson::wellFormed : pseudonyms.naming();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (int row = 0; row < rowEnds.length; row++) {
                write(json, customers.get(row), naming, shown);
                json.flush();
                rowEnds[row] = bytes.size();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Segment(
                bytes.toByteArray(),
                rowEnds,
                customers.stream().map(Customer::id).toList(),
                truncated,
                asOf);
    }

    private void write(JsonGenerator json, Customer customer, UnaryOperator<String> naming, List<Column> shown)
            throws IOException {
        json.writeStartObject();
        json.writeStringField(ID, naming.apply(customer.id()));
        for (Column column : shown) {
            json.writeFieldName(column.name());
            write(json, column, customer.columns().value(column));
        }
        if (showsInterest) {
            json.writeFieldName(INTEREST);
            write(json, customer.interest(), INTEREST_DIGITS);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Column column, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (!column.numeric()) {
            json.writeString(wellFormed((String) value));
        } else {
            double number = (Double) value;
            switch (column.type()) {
                case INTEGER -> json.writeNumber((long) number);
                case DATE ->
                    json.writeString(LocalDate.ofEpochDay((long) number).toString());
                default -> write(json, number, Integer.MAX_VALUE);
            }
        }
    }

    /** Writes a number without an exponent and without trailing zeros; null for values that JSON has no number for. */
    private static void write(JsonGenerator json, double number, int mostDigits) throws IOException {
        if (!Double.isFinite(number)) {
            json.writeNull();
            return;
        }
        long steps = Math.round(number * STEPS);
        if (Math.abs(steps) < MOST_EXACT && steps / STEPS == number) {
            writeSteps(json, steps);
            return;
        }
        BigDecimal decimal = BigDecimal.valueOf(number);
        if (decimal.scale() > mostDigits) {
            decimal = decimal.setScale(mostDigits, RoundingMode.HALF_UP);
        }
        json.writeNumber(decimal.stripTrailingZeros().toPlainString());
    }

    /** Writes a number given in ten-thousandths; most numbers of a segment have no more digits than that. */
    private static void writeSteps(JsonGenerator json, long steps) throws IOException {
        long whole = steps / (long) STEPS;
        long rest = Math.abs(steps % (long) STEPS);
        if (rest == 0) {
            json.writeNumber(whole);
            return;
        }
        StringBuilder text = new StringBuilder(24);
        text.append(steps < 0 ? "-" : "").append(Math.abs(whole)).append('.');
        for (long unit = (long) STEPS / 10; rest > 0; unit /= 10) {
            text.append((char) ('0' + rest / unit));
            rest %= unit;
        }
        json.writeNumber(text.toString());
    }

    /** Returns the text with a question mark for half of a surrogate pair, which UTF-8 cannot represent. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
