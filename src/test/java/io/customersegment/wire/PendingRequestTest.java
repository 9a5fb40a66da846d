package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingRequestTest {

    private static final RecordHeader NULL_HEADER = new RecordHeader("none", null);

    @Property
    void shouldComeBackAsItWas(
            @ForAll @LongRange(min = 0) long offset,
            @ForAll @LongRange(min = 0) long timestamp,
            @ForAll byte[] key,
            @ForAll byte[] value,
            @ForAll String header) {
        String wellFormed = new String(header.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        PendingRequest request = new PendingRequest(
                new Arrival(
                        "requests",
                        7,
                        offset,
                        timestamp,
                        key,
                        value,
                        List.of(new RecordHeader(wellFormed, value), NULL_HEADER)),
                timestamp + 5,
                3);

        PendingRequest back = PendingRequest.decode(request.encode());

        assertThat(back).usingRecursiveComparison().isEqualTo(request);
        assertThat(PendingRequest.key(back.arrival())).isEqualTo(PendingRequest.key(request.arrival()));
    }

    @Test
    void shouldComeBackWithoutKeyAndValue() {
        PendingRequest back = PendingRequest.decode(new PendingRequest(arrival(0, 0, List.of(), null), 1, 0).encode());

        assertThat(back.arrival().key()).isNull();
        assertThat(back.arrival().value()).isNull();
    }

    @Test
    void shouldSortByOffset() {
        assertThat(PendingRequest.key(arrival(255, 9)))
                .isLessThan(PendingRequest.key(arrival(256, 0)))
                .isNotEqualTo(PendingRequest.key(arrival(255, 8)));
    }

    @Test
    void shouldRefuseVersionOfLaterRelease() {
        byte[] bytes = new PendingRequest(arrival(0, 0), 1, 0).encode();
        bytes[0] = 2;

        assertThatThrownBy(() -> PendingRequest.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void shouldRefuseWhatIsCutShort() {
        assertThatThrownBy(() -> PendingRequest.decode(new byte[] {1, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseEveryPartOfARequestAndWhatHasMore() {
        byte[] whole = new PendingRequest(
                        arrival(7, 8, List.of(NULL_HEADER), "value".getBytes(StandardCharsets.UTF_8)), 1, 0)
                .encode();

        for (int length = 0; length <= whole.length + 1; length++) {
            byte[] other = Arrays.copyOf(whole, length);
            if (length != whole.length) {
                assertThatThrownBy(() -> PendingRequest.decode(other))
                        .as("%d bytes of %d", length, whole.length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"no-cache, true", "No-Cache, true", "' no-cache ', true", "max-age=5, false", "'', false"})
    void shouldKnowWhetherTheSenderWantsFreshAnswer(String value, boolean fresh) {
        Header header = new RecordHeader(HeaderNames.CACHE_CONTROL, value.getBytes(StandardCharsets.UTF_8));

        assertThat(arrival(0, 0, List.of(NULL_HEADER, header), null).fresh()).isEqualTo(fresh);
    }

    @ParameterizedTest
    @CsvSource({"ignore, true", "Ignore, true", "' ignore ', true", "refuse, false", "'', false"})
    void shouldKnowWhetherTheSenderWantsUnreadPiecesIgnored(String value, boolean ignores) {
        Header header = new RecordHeader(HeaderNames.UNREAD, value.getBytes(StandardCharsets.UTF_8));
        PendingRequest request = new PendingRequest(arrival(0, 0, List.of(NULL_HEADER, header), null), 1, 0);

        PendingRequest back = PendingRequest.decode(request.encode());

        assertThat(request.arrival().ignoresUnread()).isEqualTo(ignores);
        assertThat(back.arrival().ignoresUnread()).isEqualTo(ignores);
    }

    @Test
    void shouldNotShowPayloadAsText() {
        PendingRequest request =
                new PendingRequest(arrival(1, 0, List.of(), "secret".getBytes(StandardCharsets.UTF_8)), 1, 0);

        assertThat(request.toString()).contains("requests-0@1").doesNotContain("secret");
    }

    private static Arrival arrival(long offset, long timestamp) {
        return arrival(offset, timestamp, List.of(), null);
    }

    private static Arrival arrival(long offset, long timestamp, List<Header> headers, byte @Nullable [] value) {
        return new Arrival("requests", 0, offset, timestamp, null, value, headers);
    }
}
