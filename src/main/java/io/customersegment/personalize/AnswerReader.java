package io.customersegment.personalize;

import io.customersegment.catalogue.Column;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsResponse;
import software.amazon.awssdk.services.personalizeruntime.model.PredictedItem;

/**
 * Reads one answer of the service, or says what it lacks. An answer that lacks what was asked for would otherwise look like a
 * segment without customers.
 *
 * <p>A customer may lack a column: one that is nullable has no value then, and a single gap in another column is a gap in the data.
 * It is the answer that is wrong where an item has none of its columns though at least one is never null, or where no item has a
 * column that is never null.
 */
final class AnswerReader {

    private final Call call;
    private final Map<String, Column> asked = new HashMap<>();
    private final Map<String, Column> spellings = new HashMap<>(); // the same in every item
    private final Set<Column> absent;
    private final boolean nullable;

    private AnswerReader(Call call) {
        this.call = call;
        call.columns().forEach(column -> asked.put(plain(column.field()), column));
        this.absent = new LinkedHashSet<>(call.columns());
        this.nullable = call.columns().stream().allMatch(Column::nullable);
    }

    /** The items of the answer to the call, or a failure that names what is missing. */
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
            Map<String, String> columns = columns(item);
            if (columns.isEmpty() && !nullable) {
                return withoutMetadata();
            }
            metadata |= item.hasMetadata();
            Double score = item.score();
            items.add(new Item(item.itemId(), score == null ? Double.NaN : score, columns));
        }
        if (items.isEmpty() || asked.isEmpty()) {
            return Outcome.ok(new Recommendations(items));
        }
        if (!metadata) {
            return withoutMetadata();
        }
        absent.removeIf(Column::nullable);
        return absent.isEmpty()
                ? Outcome.ok(new Recommendations(items))
                : unusable("no item has the metadata columns " + names(absent)
                        + "; compare the schema of the items dataset with the catalogue");
    }

    private Map<String, String> columns(PredictedItem item) {
        Map<String, String> columns = new HashMap<>();
        item.metadata().forEach((spelling, value) -> {
            Column column = spellings.computeIfAbsent(spelling, key -> asked.get(plain(key)));
            if (column != null && value != null) {
                columns.put(column.field(), value);
                absent.remove(column);
            }
        });
        return columns;
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

    /** The service answers {@code purchaseCount} when asked for {@code PURCHASE_COUNT}: what both have in common. */
    private static String plain(String spelling) {
        return spelling.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
