package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentEncoder.Customer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentJsonTest {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Instant NOON = Instant.parse("2024-06-15T12:00:00Z");
    private static final SegmentJson ENCODER = new SegmentJson();

    @Test
    void shouldWriteEachTypeAsJsonHasIt() {
        Map<Column, @Nullable Object> values = new HashMap<>();
        values.put(column("region"), "North East");
        values.put(column("purchase_count"), 3.0);
        values.put(column("total_value"), 123456.5);
        values.put(column("last_purchase"), (double) LocalDate.of(2024, 2, 29).toEpochDay());

        String json = text(ENCODER.encode(
                List.of(new Customer("C1", 0.12345, values::get)),
                List.of(column("region"), column("purchase_count"), column("total_value"), column("last_purchase")),
                false,
                NOON));

        assertThat(json)
                .isEqualTo("{\"data\":[{\"customer_id\":\"C1\",\"region\":\"North East\",\"purchase_count\":3,"
                        + "\"total_value\":123456.5,\"last_purchase\":\"2024-02-29\",\"interest_score\":0.1235}]}");
    }

    @Test
    void shouldWriteNullWhereCustomerHasNoValue() {
        String json = text(ENCODER.encode(
                List.of(new Customer("C1", Double.NaN, column -> null)),
                List.of(column("last_purchase"), column("owned_model")),
                false,
                NOON));

        assertThat(json)
                .isEqualTo("{\"data\":[{\"customer_id\":\"C1\",\"last_purchase\":null,\"owned_model\":null,"
                        + "\"interest_score\":null}]}");
    }

    @ParameterizedTest
    @CsvSource({"80000.0, 80000", "0.0, 0", "-0.0, 0", "1.0E10, 10000000000", "0.00001, 0.00001", "12.34, 12.34"})
    void shouldWriteDecimalsPlainly(double value, String written) {
        String json = text(ENCODER.encode(
                List.of(new Customer("C1", 1, column -> value)), List.of(column("total_value")), false, NOON));

        assertThat(json).contains("\"total_value\":" + written + ",").contains("\"interest_score\":1}");
    }

    @Test
    void shouldWriteHalfOfSurrogatePairAsQuestionMark() throws IOException {
        Segment segment = ENCODER.encode(
                List.of(new Customer("C\uD83D", 1, column -> "😀")), List.of(column("region")), false, NOON);

        assertThat(new ObjectMapper()
                        .readTree(segment.json())
                        .at("/data/0/customer_id")
                        .asText())
                .isEqualTo("C?");
        assertThat(text(segment)).contains("😀");
    }

    @Test
    void shouldWriteEmptySegment() {
        Segment segment = ENCODER.encode(List.of(), List.of(), true, NOON);

        assertThat(text(segment)).isEqualTo("{\"data\":[]}");
        assertThat(segment.customers()).isZero();
        assertThat(segment.truncated()).isTrue();
        assertThat(segment.asOfText()).asString(StandardCharsets.UTF_8).isEqualTo(NOON.toString());
    }

    @Property(tries = 200)
    void shouldBeCutBetweenRows(
            @ForAll @Size(max = 20) List<String> ids, @ForAll @IntRange(min = 11, max = 2000) int maxBytes)
            throws IOException {
        Segment segment = ENCODER.encode(
                ids.stream().map(id -> new Customer(id, 0.5, column -> null)).toList(), List.of(), false, NOON);

        Segment cut = segment.cutTo(maxBytes);

        assertThat(cut.json().length).isLessThanOrEqualTo(maxBytes);
        assertThat(new ObjectMapper().readTree(cut.json()).path("data").size()).isEqualTo(cut.customers());
        assertThat(cut.truncated()).isEqualTo(segment.json().length > maxBytes);
    }

    private static Column column(String name) {
        return CATALOGUE.column(name);
    }

    private static String text(Segment segment) {
        return new String(segment.json(), StandardCharsets.UTF_8);
    }
}
