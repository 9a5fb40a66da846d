package io.customersegment.wire;

import io.customersegment.fuzz.Choices;
import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Fuzzes the entries of the changelog: bytes are refused or encode to the same bytes, and every request is restored unchanged. */
public final class PendingRequestFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "pending-request";
    }

    @Override
    public int longest() {
        return 400;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] choices = new byte[40];
            Arrays.fill(choices, (byte) (i * 7 + 1));
            seeds.add(made(new Choices(choices)).encode());
            seeds.add(choices);
        }
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                HeaderNames.ASKED_AT,
                HeaderNames.CACHE_CONTROL,
                HeaderNames.UNREAD,
                HeaderNames.REPLAY,
                "2024-12-01T09:30:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "no-cache",
                "ignore");
    }

    @Override
    public void check(byte[] input) {
        PendingRequest made = made(new Choices(input));
        byte[] encoded = made.encode();
        Claims.holds(Arrays.equals(encoded, PendingRequest.decode(encoded).encode()), "A request comes back changed");
        Claims.holds(
                encoded.length
                        <= RecordSize.upperBound(
                                made.arrival().key(), made.arrival().headers(), length(made.arrival())),
                "A request takes more room in the changelog than is reckoned");

        PendingRequest decoded;
        try {
            decoded = PendingRequest.decode(input);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Claims.holds(Arrays.equals(input, decoded.encode()), "A decoded request has other bytes");
        checkHeaders(decoded.arrival());
    }

    private static int length(Arrival arrival) {
        byte[] value = arrival.value();
        return value == null ? 0 : value.length;
    }

    private static void checkHeaders(Arrival arrival) {
        Outcome<Instant> askedAt = arrival.askedAt();
        askedAt.fold(
                time -> {
                    Claims.holds(time.toEpochMilli() >= 0 || arrival.timestamp() < 0, "A time before 1970");
                    return true;
                },
                failure -> true);
        Claims.same(arrival.fresh(), arrival.fresh(), "Fresh");
        Claims.same(arrival.ignoresUnread(), arrival.ignoresUnread(), "Ignores");
    }

    private static PendingRequest made(Choices choices) {
        List<Header> headers = new ArrayList<>();
        int count = choices.below(4);
        for (int i = 0; i < count; i++) {
            String name = choices.below(2) == 0
                    ? HeaderNames.ASKED_AT
                    : new String(choices.bytes(choices.below(8)), StandardCharsets.UTF_8);
            headers.add(new RecordHeader(name, choices.below(3) == 0 ? null : choices.bytes(choices.below(30))));
        }
        byte[] key = choices.below(3) == 0 ? null : choices.bytes(choices.below(9));
        long offset = choices.below(256) * 1_000_003L;
        byte[] value = choices.below(9) == 0 ? null : choices.rest();
        Arrival arrival = new Arrival("customer-segment-requests", 3, offset, offset * 7, key, value, headers);
        checkHeaders(arrival);
        return new PendingRequest(arrival, offset + 1, count);
    }
}
