package io.customersegment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.Wiring;
import io.customersegment.config.SettingsReader;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BenchmarkRequestsTest {

    private final Wiring wiring = Wiring.from(SettingsReader.read(null, Map.of(), Map.of()));

    @Test
    void shouldBeReadAsQueriesThatDiffer() {
        List<Integer> some = IntStream.concat(
                        IntStream.range(0, 100),
                        IntStream.iterate(100, number -> number < BenchmarkRequests.DISTINCT, number -> number + 199))
                .boxed()
                .toList();

        assertThat(some.stream().map(number -> read(BenchmarkRequests.value(number))))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeOneBranchWithNothingLeftOver() {
        Query query = read(BenchmarkRequests.value(12_345)).fold(read -> read, failure -> {
            throw new AssertionError(failure.detail());
        });

        assertThat(query.branches()).hasSize(1);
        assertThat(query.branches().get(0).leftOver().columns()).isEmpty();
        assertThat(query.fetched()).hasSize(2);
    }

    @Test
    void shouldShowNoColumnWhereManyCustomersAreMeant() {
        Query one = read(BenchmarkRequests.ofManyCustomers(0)).fold(read -> read, failure -> {
            throw new AssertionError(failure.detail());
        });

        assertThat(one.fetched()).isEmpty();
        assertThat(read(BenchmarkRequests.ofManyCustomers(8_191)))
                .isNotEqualTo(read(BenchmarkRequests.ofManyCustomers(8_190)));
    }

    @Test
    void shouldAllDifferWhereTheyAreRealAndAskForNoMoreThanTheirFilterAndColumnsTell() {
        List<Outcome<Query>> read = IntStream.range(0, 600)
                .mapToObj(number -> read(BenchmarkRequests.real(number * 7)))
                .toList();

        assertThat(read).doesNotHaveDuplicates();
        assertThat(read)
                .allSatisfy(one -> assertThat(one)
                        .isInstanceOfSatisfying(
                                Outcome.Ok.class,
                                ok -> assertThat(((Query) ok.value()).branches())
                                        .hasSize(1)));
    }

    @Test
    void shouldHaveItsNumberForAKey() {
        assertThat(BenchmarkRequests.number(BenchmarkRequests.key(99_999))).isEqualTo(99_999);
    }

    private Outcome<Query> read(byte[] value) {
        return wiring.validator()
                .validate(value, Instant.EPOCH)
                .then(request -> wiring.interpreter()
                        .interpret(
                                request.prompt(),
                                new PromptInterpreter.Context(request.day(), request.carModel(), false))
                        .then(reading -> wiring.planner().plan(new Intent(request.carModel(), reading.criteria()))));
    }
}
