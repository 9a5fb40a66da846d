package io.customersegment.app.doctor;

import java.util.List;
import java.util.Locale;

/** The checks, in the order in which they are made. A check is skipped if one that it needs gave no answer. */
public enum Check {
    SETTINGS,
    CATALOGUE(SETTINGS),
    SCHEMA(SETTINGS),
    REGION(SETTINGS),
    CREDENTIALS(SETTINGS),
    CAMPAIGN(REGION, CREDENTIALS),
    METADATA(CAMPAIGN),
    THROUGHPUT(CAMPAIGN),
    DATASET_GROUP(REGION, CREDENTIALS),
    FILTERS(CATALOGUE, DATASET_GROUP),
    FILTER_PREFIX(DATASET_GROUP),
    PROBE(CATALOGUE, SCHEMA, REGION, CREDENTIALS),
    BROKER(SETTINGS),
    TOPICS(BROKER),
    MESSAGE_SIZE(TOPICS),
    PERMISSIONS(BROKER),
    GROUP(BROKER);

    @SuppressWarnings("ImmutableEnumChecker") // created by List.of
    private final List<Check> needs;

    Check(Check... needs) {
        this.needs = List.of(needs);
    }

    List<Check> needs() {
        return needs;
    }

    /** The name in reports, e.g. {@code dataset-group}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
