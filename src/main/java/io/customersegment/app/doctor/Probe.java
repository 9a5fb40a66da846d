package io.customersegment.app.doctor;

import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Outcome;
import io.customersegment.personalize.PersonalizeSource;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Query;
import io.customersegment.plan.Shard;
import io.customersegment.request.CarModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Makes one billed call of GetRecommendations: one customer for the first product, with a filter and its columns. */
final class Probe {

    /** Longer than a call of {@code run} may take, because this call is the first of its process. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Probe() {}

    static CheckResult of(Wiring wiring, Settings.Personalize settings) {
        CarModel product = wiring.validator().carModels().get(0);
        Criteria everybody = new Criteria(Condition.everybody(), Order.BY_INTEREST, 1);
        return wiring.planner()
                .plan(new Intent(product, everybody))
                .fold(
                        query -> asked(product, query.branches().get(0), settings),
                        failure -> CheckResult.fail(failure.detail(), null));
    }

    private static CheckResult asked(CarModel product, Query.Branch branch, Settings.Personalize settings) {
        Map<String, String> values = new HashMap<>(branch.values());
        values.put(FilterTemplate.SHARD_MIN, "0");
        values.put(FilterTemplate.SHARD_MAX, String.valueOf(Shard.COUNT - 1));
        Call call = new Call(
                product.slug(),
                branch.filter().name(),
                values,
                branch.filter().columns(),
                1,
                System.nanoTime() + TIMEOUT.toNanos());
        try (PersonalizeSource source = PersonalizeSource.open(patient(settings))) {
            Outcome<Recommendations> outcome = source.recommend(call).join();
            return outcome.fold(
                    found -> found.items().isEmpty()
                            ? CheckResult.fail(
                                    "the campaign answers, but knows nobody who is interested in " + product.name(),
                                    "import items and interactions as config/README.md says, and train again; the user of the"
                                            + " interactions is " + product.slug())
                            : CheckResult.ok("the campaign has a customer for " + product.name() + ", with "
                                    + branch.filter().columns().size() + " columns (one billed call)"),
                    failure -> CheckResult.fail(failure.detail(), null));
        }
    }

    private static Settings.Personalize patient(Settings.Personalize settings) {
        return new Settings.Personalize(
                settings.endpoint(), settings.region(), settings.campaignArn(), settings.filterArnPrefix(), TIMEOUT, 1);
    }
}
