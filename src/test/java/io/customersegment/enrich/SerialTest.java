package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialTest {

    private final Serial serial = new Serial();

    @Test
    void shouldRunAnEventOfAnEventAfterItSoThatTheStackDoesNotGrow() {
        AtomicInteger left = new AtomicInteger(1_000_000);

        serial.run(new Runnable() {
            @Override
            public void run() {
                if (left.decrementAndGet() > 0) {
                    serial.run(this);
                }
            }
        });

        assertThat(left).hasValue(0);
    }

    @Test
    void shouldRunOneEventAtATimeWhicheverThreadsBringThem() throws InterruptedException {
        List<Integer> unguarded = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                for (int i = 0; i < 20_000; i++) {
                    int number = i;
                    serial.run(() -> unguarded.add(number));
                }
            });
            thread.start();
            threads.add(thread);
        }

        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(unguarded).hasSize(80_000).doesNotContainNull();
    }
}
