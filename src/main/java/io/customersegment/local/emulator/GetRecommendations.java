package io.customersegment.local.emulator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as it is received; omitted members are null. */
@JsonIgnoreProperties(ignoreUnknown = true)
record GetRecommendations(
        @Nullable String campaignArn,
        @Nullable String recommenderArn,
        @Nullable String userId,
        @Nullable String itemId,
        @Nullable Integer numResults,
        @Nullable Map<String, String> context,
        @Nullable String filterArn,
        @Nullable Map<String, String> filterValues,
        @Nullable List<Map<String, Object>> promotions,
        @Nullable Map<String, List<String>> metadataColumns) {

    private static final int DEFAULT_RESULTS = 25;
    private static final int MOST_RESULTS = 500;
    private static final int MOST_RESULTS_WITH_METADATA = 50;
    private static final int MOST_METADATA_COLUMNS = 10;
    private static final int MOST_FILTER_VALUES = 25;
    private static final int MOST_CONTEXT = 150;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_CONTEXT_KEY = 150;
    private static final int LONGEST_FILTER_KEY = 50;
    private static final int LONGEST_VALUE = 1000;
    private static final Pattern ARN = Pattern.compile("arn:[a-z\\d-]+:personalize:[^:]*:[^:]*:.+");
    private static final String ITEMS = "ITEMS";

    /** The user, empty if there is none. */
    String user() {
        return userId == null ? "" : userId;
    }

    /** The maximum number of items to return. */
    int size() {
        return numResults == null ? DEFAULT_RESULTS : numResults;
    }

    /** The requested item columns. */
    List<String> columns() {
        return metadataColumns == null ? List.of() : metadataColumns.getOrDefault(ITEMS, List.of());
    }

    /** The values of the placeholders. */
    Map<String, String> values() {
        return filterValues == null ? Map.of() : filterValues;
    }

    /** The ARN of the campaign or recommender, empty if there is none. */
    String target() {
        return campaignArn != null ? campaignArn : recommenderArn != null ? recommenderArn : "";
    }

    /** Returns the first of the service's constraints that this request violates, null if it violates none. */
    @Nullable
    String problem() {
        if ((campaignArn == null) == (recommenderArn == null)) {
            return "Either a campaign ARN or a recommender ARN must be given";
        }
        if (user().isEmpty()) {
            return "The recipe needs a userId";
        }
        String arnProblem = arnProblem("campaignArn", campaignArn);
        arnProblem = arnProblem != null ? arnProblem : arnProblem("recommenderArn", recommenderArn);
        arnProblem = arnProblem != null ? arnProblem : arnProblem("filterArn", filterArn);
        if (arnProblem != null) {
            return arnProblem;
        }
        if (user().length() > LONGEST_ID || (itemId != null && itemId.length() > LONGEST_ID)) {
            return constraint("userId, itemId", "have length less than or equal to " + LONGEST_ID);
        }
        if (size() < 0 || size() > MOST_RESULTS) {
            return constraint("numResults", "be between 0 and " + MOST_RESULTS);
        }
        if (promotions != null && !promotions.isEmpty()) {
            return promotions.size() > 1
                    ? constraint("promotions", "have length less than or equal to 1")
                    : "The emulator has no promotions";
        }
        String mapProblem = mapProblem("context", context, MOST_CONTEXT, LONGEST_CONTEXT_KEY);
        mapProblem = mapProblem != null
                ? mapProblem
                : mapProblem("filterValues", filterValues, MOST_FILTER_VALUES, LONGEST_FILTER_KEY);
        return mapProblem != null ? mapProblem : metadataProblem();
    }

    private @Nullable String metadataProblem() {
        if (metadataColumns == null) {
            return null;
        }
        if (metadataColumns.keySet().stream().anyMatch(key -> !key.equals(ITEMS))) {
            return "Metadata columns can be had of " + ITEMS + " only";
        }
        if (metadataColumns.containsValue(null) || columns().stream().anyMatch(Objects::isNull)) {
            return constraint("metadataColumns", "not have null values");
        }
        if (columns().size() > MOST_METADATA_COLUMNS) {
            return constraint("metadataColumns", "name at most " + MOST_METADATA_COLUMNS + " columns");
        }
        return !columns().isEmpty() && size() > MOST_RESULTS_WITH_METADATA
                ? constraint("numResults", "be at most " + MOST_RESULTS_WITH_METADATA + " with metadata columns")
                : null;
    }

    private static @Nullable String arnProblem(String member, @Nullable String arn) {
        if (arn == null) {
            return null;
        }
        if (arn.length() > LONGEST_ID) {
            return constraint(member, "have length less than or equal to " + LONGEST_ID);
        }
        return ARN.matcher(arn).matches() ? null : constraint(member, "satisfy the pattern of a Personalize ARN");
    }

    private static @Nullable String mapProblem(
            String member, @Nullable Map<String, String> map, int most, int longestKey) {
        if (map == null) {
            return null;
        }
        if (map.size() > most) {
            return constraint(member, "have at most " + most + " entries");
        }
        if (map.containsValue(null)) {
            return constraint(member, "not have null values");
        }
        boolean tooLong = map.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().length() > longestKey || entry.getValue().length() > LONGEST_VALUE);
        return tooLong
                ? constraint(
                        member,
                        "have keys of at most " + longestKey + " and values of at most " + LONGEST_VALUE
                                + " characters")
                : null;
    }

    private static String constraint(String member, String rule) {
        return "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: Member must "
                + rule;
    }

    /** Omits the values of the filter, so that it can be logged. */
    @Override
    public String toString() {
        return "GetRecommendations[" + userId + ", " + filterArn + "]";
    }
}
