package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.enrich.ManualTimer;
import io.customersegment.enrich.OutcomeExchange.Entry;
import io.customersegment.enrich.OutcomeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SharedStoreTest {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Instant START = Instant.parse("2024-12-01T10:15:30Z");

    private final ManualTimer time = new ManualTimer();
    private final SharedStore store = new SharedStore(10_000, LIFE, time.clock(START), time);

    @Test
    void shouldCountTheAgeFromWhenItWasAnAnswer() {
        assertThat(store.take(key(1), value(1), START.minusSeconds(299), START)).isTrue();

        time.advance(Duration.ofSeconds(1).minusNanos(1));
        assertThat(store.find(key(1))).isNotNull();
        time.advance(Duration.ofNanos(1));
        assertThat(store.find(key(1))).isNull();
    }

    @Test
    void shouldNotTakeWhatIsTooOld() {
        assertThat(store.take(key(1), value(1), START.minus(LIFE), START)).isFalse();
        assertThat(store.take(key(1), value(1), Instant.EPOCH, START)).isFalse();
        assertThat(store.take(key(1), value(1), Instant.parse("0001-01-01T00:00:00Z"), START))
                .isFalse();

        assertThat(store.size()).isZero();
    }

    /** A loader's clock that is ahead would otherwise keep its answers young for that time, and ahead of newer ones. */
    @Test
    void shouldTakeNothingForYoungerThanItsRecord() {
        store.take(key(1), value(1), START.plusSeconds(3600), START.minusSeconds(60));
        Entry entry = Objects.requireNonNull(store.find(key(1)));

        assertThat(entry.asOf()).isEqualTo(START.minusSeconds(60));
        assertThat(time.read() - entry.since()).isEqualTo(Duration.ofSeconds(60).toNanos());
        store.take(key(1), value(2), START.minusSeconds(59), START.minusSeconds(59));
        assertThat(Objects.requireNonNull(store.find(key(1))).value()).isEqualTo(value(2));
    }

    @Test
    void shouldTakeWhatIsOfTheFutureForNew() {
        store.take(key(1), value(1), START.plusSeconds(60), START.plusSeconds(60));

        time.advance(LIFE.minusNanos(1));
        assertThat(store.find(key(1))).isNotNull();
        time.advance(Duration.ofNanos(1));
        assertThat(store.find(key(1))).isNull();
    }

    @Test
    void shouldKeepTheNewestOfAKey() {
        store.take(key(1), value(1), START.minusSeconds(2), START);
        store.take(key(1), value(2), START.minusSeconds(1), START);
        store.take(key(1), value(3), START.minusSeconds(3), START);
        store.take(key(2), value(4), START.minusSeconds(9), START);

        assertThat(Objects.requireNonNull(store.find(key(1))).value()).isEqualTo(value(2));
        assertThat(Objects.requireNonNull(store.find(key(2))).value()).isEqualTo(value(4));
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void shouldDropAnEntryThatIsStillThere() {
        store.take(key(1), value(1), START.minusSeconds(2), START);
        Entry first = Objects.requireNonNull(store.find(key(1)));
        store.take(key(1), value(2), START.minusSeconds(1), START);

        store.drop(key(1), first);
        assertThat(store.find(key(1))).isNotNull();
        store.drop(key(1));
        assertThat(store.find(key(1))).isNull();
    }

    @Test
    void shouldTakeNoMoreMemoryThanItMay() {
        for (int i = 0; i < 100; i++) {
            store.take(key(i), new byte[1000], START, START);
        }

        assertThat(store.bytes()).isBetween(5_000L, 10_000L);
        assertThat(store.size()).isLessThan(9);
    }

    private static OutcomeKey key(int number) {
        byte[] bytes = new byte[OutcomeKey.BYTES];
        bytes[0] = (byte) number;
        return Objects.requireNonNull(OutcomeKey.of(bytes));
    }

    private static byte[] value(int number) {
        return new byte[] {(byte) number};
    }
}
