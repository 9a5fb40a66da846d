package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.customersegment.wire.BudgetDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Instances that join, leave, die and return, that stall, send late and read late, in simulated time: their total rate of calls must never
 * exceed the budget.
 */
class SharedBudgetPropertyTest {

    private static final int BUDGET = 500;
    private static final int NAMES = 6;
    private static final int STEP = 20;
    private static final int BEAT = 500;
    private static final int MINUTE = 60_000;
    private static final int TAIL = 300;
    private static final int CLOCKS_DIFFER = 400;

    private final List<Written> log = new ArrayList<>();
    private final PriorityQueue<Written> onTheWay =
            new PriorityQueue<>((one, other) -> Long.compare(one.arrives, other.arrives));
    private final Map<Integer, Instance> running = new LinkedHashMap<>();
    private long now = 1_000_000;

    private record Written(String from, @Nullable BudgetDemand said, long arrives, long timestamp) {}

    /** A process that continues to make calls while its reading or its sending is stalled. */
    private final class Instance {

        private final String name;
        private final SharedBudget budget;
        private int position;
        private long nextBeat = now;
        private long readsAgain;
        private long sendsAgain;
        private int readLag;
        private int sendLag = 5;
        private double demand;

        Instance(int number) {
            name = "instance-" + number;
            budget = new SharedBudget(name, "run-" + now, BUDGET);
            position = Math.max(0, log.size() - TAIL);
        }

        void step(Random random) {
            if (now >= nextBeat && now >= sendsAgain) {
                send(budget.currentDemand(demand, nanos(now)), random);
                nextBeat = now + BEAT;
            }
            while (now >= readsAgain && position < log.size() && log.get(position).arrives <= now - readLag) {
                Written next = log.get(position);
                position++;
                budget.read(next.from, next.said, next.timestamp, true, nanos(now));
            }
        }

        void send(@Nullable BudgetDemand said, Random random) {
            long arrives = now + random.nextInt(1 + sendLag);
            onTheWay.add(new Written(name, said, arrives, arrives + random.nextInt(CLOCKS_DIFFER)));
        }

        double callsPerSecond() {
            return budget.perSecond(nanos(now));
        }
    }

    @Property(tries = 60)
    void shouldNeverShareMoreThanThereIs(@ForAll long seed) {
        Random random = new Random(seed);
        for (long end = now + MINUTE; now < end; now += STEP) {
            if (random.nextInt(100) == 0) {
                happen(random);
            }
            step(random);
            if (used() > BUDGET + 1e-6) {
                throw new AssertionError(used() + " calls a second at " + now + " ms");
            }
        }

        calmDown(random);
        if (!running.isEmpty()) {
            assertThat(used()).isCloseTo(BUDGET, within(1e-6));
        }
    }

    @Property(tries = 20)
    void shouldUseWhatThereIsWhereOnlyOneIsBusy(@ForAll long seed) {
        Random random = new Random(seed);
        Instance busy = new Instance(0);
        Instance idle = new Instance(1);
        running.put(0, busy);
        running.put(1, idle);
        running.put(2, new Instance(2));
        running.put(3, new Instance(3));
        busy.demand = Double.MAX_VALUE;
        calmDown(random);

        assertThat(busy.callsPerSecond()).isGreaterThanOrEqualTo(0.8 * BUDGET);
        assertThat(idle.callsPerSecond()).isGreaterThanOrEqualTo(BUDGET / 40.0);
    }

    private void happen(Random random) {
        int number = random.nextInt(NAMES);
        Instance instance = running.get(number);
        if (instance == null) {
            running.put(number, new Instance(number));
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> running.remove(number); // killed, while its last message may still arrive
            case 1 -> {
                instance.send(null, random);
                running.remove(number);
            }
            case 2 -> running.put(number, new Instance(number)); // killed, and restarted immediately
            case 3 -> instance.readsAgain = now + random.nextInt(10_000);
            case 4 -> instance.sendsAgain = now + random.nextInt(10_000);
            case 5 -> instance.readLag = random.nextInt(2_500);
            case 6 -> instance.sendLag = random.nextInt(2_500);
            default -> instance.demand = random.nextBoolean() ? Double.MAX_VALUE : random.nextInt(BUDGET);
        }
    }

    /** Lets time pass without failures until the shares have settled. */
    private void calmDown(Random random) {
        running.values().forEach(instance -> {
            instance.readLag = 0;
            instance.sendLag = 5;
            instance.readsAgain = now;
            instance.sendsAgain = now;
        });
        for (long end = now + 20_000; now < end; now += STEP) {
            step(random);
        }
    }

    private void step(Random random) {
        while (!onTheWay.isEmpty() && onTheWay.peek().arrives <= now) {
            log.add(onTheWay.poll());
        }
        running.values().forEach(instance -> instance.step(random));
    }

    private double used() {
        return running.values().stream().mapToDouble(Instance::callsPerSecond).sum();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
