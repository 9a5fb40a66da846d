package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.Wiring;
import io.customersegment.config.SettingsReader;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RehearseCommandTest {

    private final Wiring wiring = Wiring.from(SettingsReader.read(null, Map.of(), Map.of()));

    @Test
    void shouldAskWhatIsRead() {
        List<String> unread = IntStream.range(0, 4000)
                .filter(number -> number % 50 != 49)
                .mapToObj(number -> RehearseCommand.request(number).toString())
                .filter(request -> !read(request).fold(query -> true, failure -> false))
                .toList();

        assertThat(unread).isEmpty();
    }

    @Test
    void shouldAskMostlyWhatNoCacheHolds() {
        long distinct = IntStream.range(0, 4000)
                .mapToObj(number -> read(RehearseCommand.request(number).toString()))
                .distinct()
                .count();

        assertThat(distinct).isBetween(2000L, 3500L);
    }

    private Outcome<Query> read(String value) {
        return wiring.validator()
                .validate(value.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)
                .then(request -> wiring.interpreter()
                        .interpret(
                                request.prompt(),
                                new PromptInterpreter.Context(request.day(), request.carModel(), false))
                        .then(reading -> wiring.planner().plan(new Intent(request.carModel(), reading.criteria()))));
    }
}
