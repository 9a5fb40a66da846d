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

/** Calls of the service as tests make them, and what became of them. */
final class Asking {

    /** The body of an answer that found nobody. */
    static final String NOBODY = "{\"itemList\": [], \"recommendationId\": \"RID-1\"}";

    /** A call like that for a car model's top score. */
    static final Call PROBE = call();

    private Asking() {}

    /** A call for these columns of the catalogue that is built in. */
    static Call call(String... columns) {
        List<Column> asked = List.of(columns).stream().map(Asking::column).toList();
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
