package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Instances that share a budget over a real topic; at every check their shares sum up to at most the budget. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FleetBudgetIT {

    private static final int BUDGET = 400;
    private static final double ALL = BUDGET - 1e-6;

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final List<FleetBudget> instances = new ArrayList<>();
    private int applications;

    @AfterEach
    void leave() {
        instances.forEach(FleetBudget::close);
        instances.clear();
        applications++;
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void shouldShareByDemandAndPassOnTheShareOfOneThatLeaves() {
        FleetBudget first = join("first");
        await("the only one to have all of it", () -> calls(first) >= ALL);

        FleetBudget second = join("second");
        FleetBudget third = join("third");
        await("all of it to be shared evenly", () -> used() >= ALL && calls(third) > BUDGET / 3.0 - 1);
        first.demand(() -> Double.MAX_VALUE);
        await("the busy one to have most of it", () -> calls(first) >= 0.9 * BUDGET && calls(second) >= 10);

        third.close();
        instances.remove(third);
        await("the share of the one that left to be used", () -> used() >= ALL);
    }

    @Test
    void shouldPassOverRecordsThatSayNothing() {
        FleetBudget first = join("first");
        InternalTopic topic = InternalTopic.of(kafka(), "budget", Map.of());
        await("the topic to be there", () -> calls(first) >= ALL);
        try (Producer<byte[], byte[]> producer = topic.producer(Map.of())) {
            for (byte[] value : List.of(
                    new byte[0],
                    "nonsense".getBytes(StandardCharsets.UTF_8),
                    "{\"budget\": -1}".getBytes(StandardCharsets.UTF_8))) {
                for (byte[] key : new byte[][] {"stranger".getBytes(StandardCharsets.UTF_8), null}) {
                    var unused = producer.send(new ProducerRecord<>(topic.name(), key, value));
                }
            }
        }
        FleetBudget second = join("second");

        await("both to share it", () -> calls(first) > 199 && calls(second) > 199);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        second.meter(meters);
        assertThat(meters.get("personalize.budget").gauge().value()).isEqualTo(BUDGET);
        assertThat(meters.get("personalize.budget.instances").gauge().value()).isEqualTo(2);
    }

    private FleetBudget join(String name) {
        FleetBudget instance = FleetBudget.open(kafka(), BUDGET, name);
        instances.add(instance);
        return instance;
    }

    private Settings.Kafka kafka() {
        return SettingsReader.read(
                        null,
                        Map.of(),
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "application.id",
                                "application-" + applications))
                .kafka();
    }

    private void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    assertThat(used()).isLessThanOrEqualTo(BUDGET + 1e-6);
                    return condition.getAsBoolean();
                });
    }

    private double used() {
        return instances.stream().mapToDouble(FleetBudgetIT::calls).sum();
    }

    private static double calls(FleetBudget instance) {
        return instance.perSecond(System.nanoTime());
    }
}
