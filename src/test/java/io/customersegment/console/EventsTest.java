package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventsTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final Events events = new Events();

    @Test
    void shouldHandEachEventToAllWhoWatch() throws InterruptedException {
        try (Events.Watcher one = events.watch();
                Events.Watcher other = events.watch()) {
            events.publish("answer", JsonNodeFactory.instance.numberNode(1));

            assertThat(one.next(SOON)).asString(StandardCharsets.UTF_8).isEqualTo("event: answer\ndata: 1\n\n");
            assertThat(other.next(SOON)).isNotNull();
            assertThat(one.next(SOON)).asString(StandardCharsets.UTF_8).isEqualTo(":\n\n");
        }
        assertThat(events.isWatched()).isFalse();
    }

    @Test
    void shouldLetGoWhoTakesThemTooSlowly() throws InterruptedException {
        try (Events.Watcher slow = events.watch()) {
            for (int i = 0; i < 600; i++) {
                events.publish("second", JsonNodeFactory.instance.numberNode(i));
            }

            assertThat(slow.next(SOON)).isNull();
            assertThat(events.isWatched())
                    .as("its place is taken until its thread has left")
                    .isTrue();
        }
    }

    @Test
    void shouldTakeNoMoreThanThereAreThreadsFor() {
        List<Events.Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            watchers.add(events.watch());
        }

        assertThatThrownBy(events::watch).isInstanceOf(Problem.class);

        watchers.get(0).close();
        watchers.add(events.watch());
    }

    @Test
    void shouldWakeWhoWatchesAtTheEnd() throws InterruptedException {
        Events.Watcher watcher = events.watch();
        Thread closing = new Thread(events::close);
        closing.start();

        byte[] last = watcher.next(Duration.ofSeconds(20));

        assertThat(last).isNull();
        closing.join();
        assertThatThrownBy(events::watch).isInstanceOf(Problem.class);
    }
}
