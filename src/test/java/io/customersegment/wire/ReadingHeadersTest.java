package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingHeadersTest {

    private static final Criteria CRITERIA = new Criteria(Condition.everybody(), Order.BY_INTEREST, 3);

    @Test
    void shouldSayTheCriteriaAlone() {
        ReadingHeaders headers = ReadingHeaders.of(CRITERIA, List.of());

        assertThat(headers.headers()).hasSize(1);
        assertThat(text(headers, HeaderNames.CRITERIA)).isEqualTo(CriteriaText.of(CRITERIA));
    }

    @Test
    void shouldQuoteWhatWasIgnored() {
        ReadingHeaders headers = ReadingHeaders.of(CRITERIA, List.of("for a \"pop-up\"", "café"));

        assertThat(text(headers, HeaderNames.IGNORED)).isEqualTo("[\"for a \\\"pop-up\\\"\",\"café\"]");
        assertThat(text(headers, HeaderNames.IGNORED_LEFT_OUT)).isNull();
    }

    @Test
    void shouldLeaveOutWholePiecesWhereThereAreTooMany() {
        ReadingHeaders headers = ReadingHeaders.of(CRITERIA, Collections.nCopies(1000, "ééééé"));

        String json = text(headers, HeaderNames.IGNORED);
        List<String> kept = ReadingHeaders.ignored(json == null ? "" : json);
        assertThat(kept).hasSize((4000 - 1) / 13).allMatch("ééééé"::equals);
        assertThat(text(headers, HeaderNames.IGNORED_LEFT_OUT)).isEqualTo(Integer.toString(1000 - kept.size()));
    }

    @Test
    void shouldSayThatOnePieceWasTooLong() {
        ReadingHeaders headers = ReadingHeaders.of(CRITERIA, List.of("x".repeat(4000)));

        assertThat(text(headers, HeaderNames.IGNORED)).isEqualTo("[]");
        assertThat(text(headers, HeaderNames.IGNORED_LEFT_OUT)).isEqualTo("1");
    }

    @Test
    void shouldLeaveOutCriteriaThatAreTooLong() {
        ReadingHeaders headers = ReadingHeaders.of(new Criteria(cities(1000), Order.BY_INTEREST, 3), List.of("x"));

        assertThat(text(headers, HeaderNames.CRITERIA)).isNull();
        assertThat(text(headers, HeaderNames.IGNORED)).isEqualTo("[\"x\"]");
    }

    @Property
    void shouldReadBackWhatItWrote(@ForAll List<String> ignored) {
        List<String> wellFormed = ignored.stream()
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();

        ReadingHeaders headers = ReadingHeaders.of(CRITERIA, wellFormed);

        String json = text(headers, HeaderNames.IGNORED);
        List<String> read = json == null ? List.of() : ReadingHeaders.ignored(json);
        String leftOut = text(headers, HeaderNames.IGNORED_LEFT_OUT);
        assertThat(wellFormed)
                .containsSubsequence(read)
                .hasSize(read.size() + (leftOut == null ? 0 : Integer.parseInt(leftOut)));
        assertThat(headers.size()).isLessThan(13 * 1024);
    }

    @Test
    void shouldReadNothingInWhatIsNotAnArray() {
        assertThat(ReadingHeaders.ignored("")).isEmpty();
        assertThat(ReadingHeaders.ignored("{\"a\":1}")).isEmpty();
        assertThat(ReadingHeaders.ignoredLeftOut("")).isZero();
        assertThat(ReadingHeaders.ignoredLeftOut("12")).isEqualTo(12);
    }

    private static Condition cities(int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj(i -> "Springfield " + i).toList();
        Column city = new Column("city", Column.Type.TEXT, false, List.of(), 0, 0, true);
        return new Condition.Test(city, new Values.Texts(names, false, false));
    }

    private static @Nullable String text(ReadingHeaders headers, String name) {
        for (Header header : headers.headers()) {
            if (header.key().equals(name)) {
                return new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
