package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentAssembler;
import io.customersegment.enrich.SegmentEncoder;
import io.customersegment.enrich.Suppressions;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.personalize.PersonalizeSource;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.plan.Query;
import io.customersegment.plan.QueryPlanner;
import io.customersegment.request.CarModel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Compares hundreds of generated criteria (thousands under the profile {@code chaos}), which are planned, called with the real SDK over
 * HTTP and assembled, with a scan of all sample customers: the customers, their order and the cut must be the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BruteForceIT {

    private static final int CRITERIA = Integer.getInteger("brute.force.criteria", 500);
    private static final SegmentEncoder IDS = (customers, shown, truncated, asOf) -> new Segment(
            String.join(",", customers.stream().map(SegmentEncoder.Customer::id).toList())
                    .getBytes(StandardCharsets.UTF_8),
            new int[customers.size()],
            customers.stream().map(SegmentEncoder.Customer::id).toList(),
            truncated,
            asOf);

    private final Catalogue catalogue = CatalogueReader.builtIn();
    private final SampleData sample = SampleData.asOf(SampleData.DAY);
    private final FilterTemplates templates = FilterTemplates.from(catalogue);
    private final QueryPlanner planner = new QueryPlanner(catalogue, templates, new Settings.Plan(10_000, 1_000_000));
    private final Emulator emulator = Emulator.start(EmulatorSettings.onPort(0), sample.dataset(), templates.all());
    private final PersonalizeSource personalize = PersonalizeSource.open(new Settings.Personalize(
            emulator.endpoint().toString(),
            "",
            "arn:aws:personalize:us-east-1:000000000000:campaign/customer-segment",
            "arn:aws:personalize:us-east-1:000000000000:filter/",
            Duration.ofSeconds(20),
            16));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SegmentAssembler assembler = new SegmentAssembler(
            personalize,
            IDS,
            new Suppressions(Clock.systemUTC()),
            new Settings.Node(1, Duration.ofMinutes(1), Settings.Order.UNORDERED, 1, 10, 100, 10_000, 1 << 25),
            new Settings.Cache(1, Duration.ofHours(1), Duration.ZERO, false),
            timer,
            Ticker.systemTicker(),
            Clock.systemUTC());

    @AfterAll
    void stop() {
        timer.shutdownNow();
        personalize.close();
        emulator.close();
    }

    @Test
    void shouldBeWhatReadingEveryCustomerWouldGive() {
        Random random = new Random(20241201);
        int found = 0;
        for (int i = 0; i < CRITERIA; i++) {
            CarModel model =
                    sample.carModels().get(random.nextInt(sample.carModels().size()));
            Criteria criteria = criteria(random);
            List<String> expected = everyone(model, criteria);

            Outcome<Query> planned = planner.plan(new Intent(model, criteria));
            Outcome<Segment> segment =
                    planned.then(query -> assembler.load(query).join());

            List<String> ids = segment.fold(BruteForceIT::ids, failure -> {
                assertThat(failure.reason()).as(criteria.toString()).isIn(Reason.NOBODY_MATCHES, Reason.TOO_COMPLEX);
                return List.of();
            });
            boolean tooComplex = segment.fold(value -> false, failure -> failure.reason() == Reason.TOO_COMPLEX);
            if (tooComplex) {
                continue;
            }
            assertThat(segment.fold(Segment::truncated, failure -> false))
                    .as(criteria.toString())
                    .isFalse();
            if (criteria.order().keys().isEmpty()) {
                assertThat(ids).as(criteria.toString()).doesNotHaveDuplicates().isSubsetOf(expected);
                assertThat(ids).as(criteria.toString()).hasSize(Math.min(criteria.size(), expected.size()));
            } else {
                assertThat(ids)
                        .as(criteria.toString())
                        .isEqualTo(expected.subList(0, Math.min(criteria.size(), expected.size())));
            }
            found += ids.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(CRITERIA / 2);
    }

    private List<String> everyone(CarModel model, Criteria criteria) {
        Comparator<Customer> order = Comparator.comparing(customer -> 0);
        for (Order.Key key : criteria.order().keys()) {
            order = order.thenComparing(customer -> rank(customer, key));
        }
        return sample.interestedIn(model).stream()
                .filter(criteria.condition()::matches)
                .sorted(order.thenComparing(Customer::id))
                .map(Customer::id)
                .toList();
    }

    private static double rank(Customer customer, Order.Key key) {
        Object value = customer.value(key.column());
        if (value == null) {
            return Double.POSITIVE_INFINITY;
        }
        return key.descending() ? -(Double) value : (Double) value;
    }

    private static List<String> ids(Segment segment) {
        return List.of(new String(segment.json(), StandardCharsets.UTF_8).split(",", -1));
    }

    private Criteria criteria(Random random) {
        List<Column> numeric = sample.columns().stream().filter(Column::numeric).toList();
        Order order = random.nextInt(3) > 0
                ? Order.BY_INTEREST
                : new Order(List.of(new Order.Key(numeric.get(random.nextInt(numeric.size())), random.nextBoolean())));
        int[] sizes = {1, 10, 20, 50, 100, 400, Criteria.UNLIMITED, Criteria.UNLIMITED, Criteria.UNLIMITED};
        return new Criteria(condition(random, 2), order, sizes[random.nextInt(sizes.length)]);
    }

    private Condition condition(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        if (kind < 2) {
            return test(random);
        }
        if (kind == 2) {
            return Condition.not(condition(random, depth - 1));
        }
        List<Condition> members = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            members.add(condition(random, depth - 1));
        }
        return kind < 5 ? Condition.all(members) : Condition.any(members);
    }

    /** Generates a test of one column whose bounds are values of sample customers. */
    private Condition test(Random random) {
        Column column = sample.columns().get(random.nextInt(sample.columns().size()));
        Object one = someone(random).value(column);
        Object other = someone(random).value(column);
        if (one == null || other == null) {
            return Condition.test(column, Values.onlyNull(column));
        }
        Values values;
        if (one instanceof Double a && other instanceof Double b) {
            values = switch (random.nextInt(5)) {
                case 0 -> Values.atLeast(column, a);
                case 1 -> Values.above(column, a);
                case 2 -> Values.below(column, a);
                case 3 -> Values.exactly(column, a);
                default -> Values.between(column, Math.min(a, b), Math.max(a, b));
            };
        } else {
            values = Values.in(column, List.of(one.toString(), other.toString()));
        }
        return Condition.test(column, random.nextInt(4) == 0 ? Values.not(column, values) : values);
    }

    private Customer someone(Random random) {
        return sample.customers().get(random.nextInt(sample.customers().size()));
    }
}
