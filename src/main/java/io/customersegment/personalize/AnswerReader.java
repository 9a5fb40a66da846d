package io.customersegment.personalize;

import io.customersegment.catalogue.Column;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsResponse;
import software.amazon.awssdk.services.personalizeruntime.model.PredictedItem;

/**
 * Reads one answer of the service, or reports what it lacks. An answer that lacks what was requested would otherwise look like a
 * segment without customers.
 *
 * <p>A customer may lack a column: one that is nullable has no value then, and a single gap in another column is a gap in the data.
 * The answer itself is wrong if an item has none of its columns though at least one is never null, or if no item has a column that
 * is never null.
 */
final class AnswerReader {

    private final Call call;
    private final @Nullable String[] spellings; // of the call's columns, once an item has one; the same in every item
    private final boolean nullable;

    private AnswerReader(Call call) {
        this.call = call;
        this.spellings = new @Nullable String[call.columns().size()];
        this.nullable = call.columns().stream().allMatch(Column::nullable);
    }

    /** Returns the items of the answer to the call, or a failure that names what is missing. */
    static Outcome<Recommendations> read(Call call, GetRecommendationsResponse answer) {
        return new AnswerReader(call).read(answer);
    }

    private Outcome<Recommendations> read(GetRecommendationsResponse answer) {
        if (!answer.hasItemList()) {
            return unusable(
                    "it has no itemList, so it may not come from Personalize; check personalize.endpoint and the"
                            + " proxy, if there is one");
        }
        List<Item> items = new ArrayList<>(answer.itemList().size());
        boolean metadata = false;
        for (PredictedItem item : answer.itemList()) {
            if (item == null || item.itemId() == null || item.itemId().isBlank()) {
                return unusable("an item has no itemId; check the items that were imported");
            }
            @Nullable String[] columns = columns(item);
            if (!nullable && allNull(columns)) {
                return withoutMetadata();
            }
            metadata |= item.hasMetadata();
            Double score = item.score();
            items.add(new Item(item.itemId(), score == null ? Double.NaN : score, Arrays.asList(columns)));
        }
        if (items.isEmpty() || call.columns().isEmpty()) {
            return Outcome.ok(new Recommendations(items));
        }
        if (!metadata) {
            return withoutMetadata();
        }
        List<Column> absent = IntStream.range(0, spellings.length)
                .filter(i -> spellings[i] == null)
                .mapToObj(i -> call.columns().get(i))
                .filter(column -> !column.nullable())
                .toList();
        return absent.isEmpty()
                ? Outcome.ok(new Recommendations(items))
                : unusable("no item has the metadata columns " + names(absent)
                        + "; compare the schema of the items dataset with the catalogue");
    }

    private @Nullable String[] columns(PredictedItem item) {
        Map<String, String> metadata = item.metadata();
        @Nullable String[] columns = new @Nullable String[spellings.length];
        for (int i = 0; i < columns.length; i++) {
            String spelling = spellings[i];
            columns[i] = spelling == null ? found(metadata, i) : metadata.get(spelling);
        }
        return columns;
    }

    /** Returns the first value of the column, whose spelling was not known before. */
    private @Nullable String found(Map<String, String> metadata, int column) {
        String plain = plain(call.columns().get(column).field());
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (entry.getValue() != null && plain(entry.getKey()).equals(plain)) {
                spellings[column] = entry.getKey();
                return entry.getValue();
            }
        }
        return null;
    }

    private static boolean allNull(@Nullable String[] columns) {
        for (String column : columns) {
            if (column != null) {
                return false;
            }
        }
        return true;
    }

    private Outcome<Recommendations> withoutMetadata() {
        return unusable("items come without the metadata columns " + names(call.columns())
                + "; set enableMetadataWithRecommendations on the campaign");
    }

    private static Outcome<Recommendations> unusable(String why) {
        return Outcome.failed(Faults.unusable(why));
    }

    private static String names(Collection<Column> columns) {
        return columns.stream().map(Column::field).collect(Collectors.joining(", "));
    }

    /** Returns the common form of both spellings: the service returns {@code purchaseCount} for {@code PURCHASE_COUNT}. */
    private static String plain(String spelling) {
        return spelling.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
