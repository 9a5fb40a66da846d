package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestDigestTest {

    private static final long TIME = 1_733_000_000_000L;
    private static final String VALUE = "{ \"prompt\": \"gold members\",\n \"max\": 1.10 }";
    private static final Header TRACE = header("trace", "t-1");
    private static final Arrival FIRST = arrival(42, TIME, "k", VALUE, TRACE);

    @Test
    void shouldBeThatOfTheFirstForACopyThatReplayPublishes() {
        Arrival copy = arrival(
                99,
                TIME + 1_000_000,
                "k",
                VALUE,
                TRACE,
                header(HeaderNames.REPLAY, FIRST.id()),
                header(HeaderNames.ASKED_AT, Instant.ofEpochMilli(TIME).toString()));

        assertThat(RequestDigest.of(copy)).isEqualTo(RequestDigest.of(FIRST)).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VALUE,
                "{\"a\":1e400,\"b\":12345678901234567890.5}",
                " null ",
                "{\"a\":\"\\ud83d\"}",
                "no JSON",
                "{\"a\":1,\"a\":2}",
                ""
            })
    void shouldBeTheSameForWhatAnErrorRecordKeepsOfTheRequest(String value) {
        Arrival first = arrival(42, TIME, "k", value, TRACE);
        byte[] error = new ErrorRecord(
                        new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "down"), first, Instant.ofEpochMilli(TIME))
                .json(Long.MAX_VALUE);
        RefusedRequest kept = Objects.requireNonNull(RefusedRequest.read(error));

        String digest = RequestDigest.of(kept.source(), first.key(), first.headers(), kept.timestamp(), kept.value());

        assertThat(digest).isEqualTo(RequestDigest.of(first));
    }

    @Test
    void shouldBeAnotherForWhateverSaysThatItRepeatsTheFirst() {
        Header copy = header(HeaderNames.REPLAY, FIRST.id());
        Header asked = header(HeaderNames.ASKED_AT, Instant.ofEpochMilli(TIME).toString());

        assertThat(List.of(
                        arrival(7, TIME, "other", VALUE, TRACE, copy, asked),
                        arrival(7, TIME, null, VALUE, TRACE, copy, asked),
                        arrival(7, TIME, "k", VALUE.replace("gold", "silver"), TRACE, copy, asked),
                        arrival(7, TIME, "k", null, TRACE, copy, asked),
                        arrival(7, TIME, "k", VALUE, copy, asked),
                        arrival(7, TIME, "k", VALUE, header("trace", "t-2"), copy, asked),
                        arrival(7, TIME, "k", VALUE, TRACE, header(HeaderNames.UNREAD, "ignore"), copy, asked),
                        arrival(7, TIME + 1, "k", VALUE, TRACE, copy),
                        arrival(7, TIME, "k", VALUE, TRACE, copy, asked, asked),
                        arrival(7, TIME, "k", VALUE, TRACE, header(HeaderNames.REPLAY, "requests-0@43"), asked)))
                .extracting(RequestDigest::of)
                .doesNotContain(RequestDigest.of(FIRST))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldBeAnotherForJsonThatAParserTakesForTheSame() {
        assertThat(List.of(
                        arrival(7, TIME, "k", "{\"prompt\":\"gold?\"}"),
                        arrival(7, TIME, "k", "{\"prompt\":\"gold\\ud83d\"}"),
                        arrival(7, TIME, "k", "{\"prompt\":\"gold\",\"n\":1e998}"),
                        arrival(7, TIME, "k", "{\"prompt\":\"gold\",\"n\":1e999}")))
                .extracting(RequestDigest::of)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "requests-0", "requests-0@", "requests-0@1 ", "re quests-0@1", "requests-0@-1"})
    void shouldNotTakeATextForTheNameOfARequest(String text) {
        Arrival arrival = arrival(7, TIME, "k", VALUE, header(HeaderNames.REPLAY, text + " x"));

        assertThat(arrival.replayed()).isFalse();
        assertThat(RequestDigest.of(arrival)).isEqualTo(RequestDigest.of(arrival(7, TIME, "k", VALUE)));
    }

    private static Arrival arrival(
            long offset, long timestamp, @Nullable String key, @Nullable String value, Header... headers) {
        return new Arrival(
                "requests", 0, offset, timestamp, bytes(key), bytes(value), new ArrayList<>(Arrays.asList(headers)));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
