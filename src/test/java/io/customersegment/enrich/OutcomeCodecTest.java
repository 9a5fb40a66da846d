package io.customersegment.enrich;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeCodecTest {

    private static final Instant AS_OF = Instant.parse("2024-12-01T10:15:30.123456789Z");

    @Property(tries = 500)
    void shouldReadWhatItWrote(@ForAll("segments") Segment segment) {
        byte[] value = written(segment);

        Segment read = requireNonNull(OutcomeCodec.segment(value)).fold(same -> same, failure -> {
            throw new AssertionError(failure.detail());
        });
        assertThat(read.json()).isEqualTo(segment.json());
        assertThat(read.ids()).isEqualTo(segment.ids());
        assertThat(read)
                .returns(segment.customers(), Segment::customers)
                .returns(segment.truncated(), Segment::truncated)
                .returns(segment.full(), Segment::full)
                .returns(segment.calls(), Segment::calls)
                .returns(segment.asOf(), Segment::asOf);
        assertThat(read.asOfText()).isEqualTo(segment.asOfText());
        for (int row = 0; row < segment.customers(); row++) {
            assertThat(read.rowEnd(row)).isEqualTo(segment.rowEnd(row));
        }
        assertThat(OutcomeCodec.asOf(value)).isEqualTo(segment.asOf());
    }

    @Property(tries = 2000)
    void shouldTakeNoOtherBytesForAnOutcome(@ForAll byte[] value) {
        assertThat(OutcomeCodec.segment(value)).isNull();
        assertThat(OutcomeCodec.score(value)).isNull();
    }

    @Property(tries = 2000)
    void shouldReadNothingOrWhatCanBeServedWhateverOneByteIs(
            @ForAll("segments") Segment segment,
            @ForAll byte wrong,
            @ForAll @IntRange(min = 0, max = 1_000_000) int where,
            @ForAll boolean cut) {
        byte[] value = written(segment);
        int at = where % value.length;
        value[at] = wrong;
        byte[] broken = cut ? Arrays.copyOf(value, at) : value;

        Outcome<Segment> read = OutcomeCodec.segment(broken);

        assertThat(cut ? read : null).isNull();
        if (read instanceof Outcome.Ok<Segment> ok) {
            Segment served = ok.value();
            assertThat(served.without(id -> true).customers()).isZero();
            for (int bytes = 0; bytes < served.json().length; bytes += 7) {
                assertThat(served.cutTo(Math.max(11, bytes)).customers()).isLessThanOrEqualTo(served.customers());
            }
        }
    }

    @Test
    void shouldNotReadWhatHasMoreBytes() {
        byte[] segment = written(segment(List.of("a"), List.of("{}"), 1, false, false));
        byte[] score = requireNonNull(OutcomeCodec.ofScore(Outcome.ok(0.5), AS_OF));

        assertThat(OutcomeCodec.segment(Arrays.copyOf(segment, segment.length + 1)))
                .isNull();
        assertThat(OutcomeCodec.score(Arrays.copyOf(score, score.length + 1))).isNull();
        assertThat(OutcomeCodec.score(segment)).isNull();
        assertThat(OutcomeCodec.segment(score)).isNull();
    }

    @Test
    void shouldReserveNoMemoryForCountsThatAreNotThere() {
        byte[] segment = written(segment(List.of("a"), List.of("{}"), 1, false, false));
        int jsonLength = 15 + 1; // after the header, the flags and the number of calls
        byte[] huge = new byte[segment.length + 4];
        System.arraycopy(segment, 0, huge, 0, jsonLength);
        Arrays.fill(huge, jsonLength, jsonLength + 4, (byte) 0xFF);
        huge[jsonLength + 4] = 7;

        assertThat(OutcomeCodec.segment(huge)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldGiveBackTheIdenticalFailureIfItIsAnAnswer(Reason reason) {
        Failure failure = new Failure(Stage.ENRICH, reason, "näher \uD83D\uDE97");

        byte[] value = OutcomeCodec.ofSegment(Outcome.failed(failure), AS_OF);

        if (value == null) {
            assertThat(reason.cacheable()).isFalse();
            return;
        }
        assertThat(reason.cacheable()).isTrue();
        assertThat(OutcomeCodec.segment(value)).isEqualTo(Outcome.failed(failure));
        assertThat(OutcomeCodec.asOf(value)).isEqualTo(AS_OF);
    }

    @Test
    void shouldNotWriteFailureThatItWouldNotGiveBack() {
        Failure waiting = new Failure(Stage.ENRICH, Reason.NOBODY_MATCHES, "", null, Duration.ofSeconds(1));

        assertThat(OutcomeCodec.ofSegment(Outcome.failed(waiting), AS_OF)).isNull();
    }

    /** Suppression identifies a customer by the id, which must not change. */
    @Test
    void shouldNotWriteSegmentWithAnIdThatHasNoBytes() {
        Segment half = segment(List.of("a\uD83D"), List.of("{}"), 1, false, false);

        assertThat(OutcomeCodec.ofSegment(Outcome.ok(half), AS_OF)).isNull();
    }

    @Property
    void shouldReadTopScores(@ForAll double score) {
        byte[] value = requireNonNull(OutcomeCodec.ofScore(Outcome.ok(score), AS_OF));

        assertThat(OutcomeCodec.score(value)).isEqualTo(Outcome.ok(score));
        assertThat(OutcomeCodec.asOf(value)).isEqualTo(AS_OF);
    }

    @Test
    void shouldReadTheTopScoreThatIsNone() {
        assertThat(OutcomeCodec.score(requireNonNull(OutcomeCodec.ofScore(Outcome.ok(Double.NaN), AS_OF))))
                .isEqualTo(Outcome.ok(Double.NaN));
    }

    private static byte[] written(Segment segment) {
        byte[] value = OutcomeCodec.ofSegment(Outcome.ok(segment), segment.asOf());
        if (value == null) {
            throw new AssertionError("Not written");
        }
        return value;
    }

    @Provide
    Arbitrary<Segment> segments() {
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("\u00E9\u20AC\uFFFD,{}]")
                .ofMaxLength(12);
        Arbitrary<List<String>> rows =
                text.map(inside -> "{" + inside + "}").list().ofMinSize(1).ofMaxSize(40);
        return Combinators.combine(
                        rows,
                        text,
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((all, id, calls, truncated, full) -> {
                    List<String> ids = new ArrayList<>();
                    all.forEach(row -> ids.add(id + ids.size()));
                    return segment(ids, all, calls, truncated, full);
                });
    }

    static Segment segment(List<String> ids, List<String> rows, int calls, boolean truncated, boolean full) {
        int[] ends = new int[rows.size()];
        int end = "{\"data\":[".length();
        for (int row = 0; row < ends.length; row++) {
            end += rows.get(row).getBytes(StandardCharsets.UTF_8).length;
            ends[row] = end;
            end++;
        }
        String json = "{\"data\":[" + String.join(",", rows) + "]}";
        return new Segment(json.getBytes(StandardCharsets.UTF_8), ends, ids, truncated, AS_OF).loaded(calls, full);
    }
}
