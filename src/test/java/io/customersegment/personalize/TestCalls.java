package io.customersegment.personalize;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Creates calls of the service for tests, and unwraps their outcomes. */
final class TestCalls {

    /** The body of an answer without customers. */
    static final String NOBODY = "{\"itemList\": [], \"recommendationId\": \"RID-1\"}";

    /** A call like the one that determines the top score of a car model. */
    static final Call PROBE = call();

    private TestCalls() {}

    /** Creates a call for the given columns of the built-in catalogue. */
    static Call call(String... columns) {
        List<Column> asked = List.of(columns).stream().map(TestCalls::column).toList();
        return new Call("a-car-2024", null, Map.of(), asked, asked.isEmpty() ? 1 : 50, Long.MAX_VALUE);
    }

    static Column column(String name) {
        return CatalogueReader.builtIn().columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Settings.Personalize settings(String endpoint, int timeoutMillis) {
        return new Settings.Personalize(
                endpoint, "", "arn:campaign", "arn:filter/", Duration.ofMillis(timeoutMillis), 4);
    }

    static Outcome<Recommendations> wait(CompletableFuture<Outcome<Recommendations>> answer) {
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    static Failure failure(Outcome<Recommendations> outcome) {
        return outcome.fold(
                value -> {
                    throw new AssertionError("A failure was expected");
                },
                failure -> failure);
    }
}
