package io.customersegment.benchmark.contender;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customersegment.app.Wiring;
import io.customersegment.benchmark.standin.MetadataName;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.enrich.SegmentEncoder.Customer;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Shard;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.SegmentJson;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.personalizeruntime.PersonalizeRuntimeAsyncClient;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsRequest;
import software.amazon.awssdk.services.personalizeruntime.model.GetRecommendationsResponse;
import software.amazon.awssdk.services.personalizeruntime.model.PredictedItem;

/**
 * The processing of a request in a service without customer-segment: the stages, a cache of finished answers, the SDK.
 *
 * <p><i>Threads:</i> may be called by many; answers are completed on the SDK's completion threads, or immediately from the cache.
 */
final class Answering {

    private static final int PAGE = 50;
    private static final int MOST_IDS = 500;

    /** The target number of a census's customers in a slice: fewer than a page, since customers of the first page recur. */
    private static final int SLICE = 35;

    private static final int[] ALL = {0, Shard.COUNT - 1};
    private static final int MODELS = 1000;
    private static final int OVERHEAD_BYTES = 2048;
    private static final long MOST_ERROR_BYTES = 1 << 20;
    private static final double SECONDS_OF_A_DAY = 86_400;

    private final Settings settings;
    private final RequestReading reading;
    private final PersonalizeRuntimeAsyncClient client;
    private final AsyncCache<Asking, byte[]> segments;
    private final AsyncCache<String, Double> topScores;
    private final Map<String, String> metadataNames = new HashMap<>();

    Answering(Settings settings, Wiring wiring, RequestReading reading) {
        this.settings = settings;
        this.reading = reading;
        this.client = PersonalizeRuntimeAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(settings.personalize().maxConnections()))
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(settings.personalize().endpoint()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        this.segments = Caffeine.newBuilder()
                .maximumWeight(settings.cache().maxBytes())
                .weigher((Asking asking, byte[] json) -> OVERHEAD_BYTES + json.length)
                .expireAfterWrite(settings.cache().timeToLive())
                .buildAsync();
        this.topScores = Caffeine.newBuilder()
                .maximumSize(MODELS)
                .expireAfterWrite(settings.cache().timeToLive())
                .buildAsync();
        wiring.templates()
                .all()
                .forEach(template -> template.columns()
                        .forEach(column -> metadataNames.put(column.name(), MetadataName.of(column.field()))));
    }

    /**
     * The value of an answer.
     *
     * @param found whether it is a result; otherwise it is an error record
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(boolean found, byte[] value) {}

    /** Returns the answer to a request; never completes exceptionally. */
    CompletableFuture<Answer> answer(Arrival arrival) {
        return reading.read(arrival)
                .fold(
                        asking -> segments.get(asking, (key, executor) -> load(key))
                                .handle((json, fault) -> json != null
                                        ? new Answer(true, json)
                                        : refusal(arrival, failure(Reason.SOURCE_FAILING, String.valueOf(fault)))),
                        failure -> CompletableFuture.completedFuture(refusal(arrival, failure)));
    }

    private static Failure failure(Reason reason, String detail) {
        return new Failure(Stage.ENRICH, reason, detail);
    }

    private static Answer refusal(Arrival arrival, Failure failure) {
        return new Answer(false, new ErrorRecord(failure, arrival, Instant.now()).json(MOST_ERROR_BYTES));
    }

    /**
     * Makes one call if the segment fits into a response with columns; otherwise one more for the ids, and one for each slice of shards.
     */
    private CompletableFuture<byte[]> load(Asking asking) {
        CompletableFuture<Map<String, PredictedItem>> items = call(asking, ALL, true)
                .thenCompose(page -> {
                    Map<String, PredictedItem> found = new HashMap<>();
                    add(found, page);
                    return page.itemList().size() < PAGE
                            ? CompletableFuture.completedFuture(found)
                            : call(asking, ALL, false).thenCompose(ids -> slices(asking, found, ids));
                });
        return topScores
                .get(asking.model(), (key, executor) -> topScore(key))
                .thenCombine(items, (top, found) -> json(asking, top, found.values()));
    }

    private CompletableFuture<Map<String, PredictedItem>> slices(
            Asking asking, Map<String, PredictedItem> found, GetRecommendationsResponse ids) {
        List<Integer> shards = ids.itemList().stream()
                .map(PredictedItem::itemId)
                .filter(id -> !found.containsKey(id))
                .map(Shard::of)
                .sorted()
                .toList();
        List<CompletableFuture<GetRecommendationsResponse>> calls = new ArrayList<>();
        int from = 0;
        for (int slice = 0; slice * SLICE < shards.size(); slice++) {
            int last = Math.min(shards.size(), (slice + 1) * SLICE) - 1;
            int to = last == shards.size() - 1 ? Shard.COUNT - 1 : shards.get(last);
            calls.add(call(asking, new int[] {from, to}, true));
            from = to + 1;
        }
        return CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    calls.forEach(call -> add(found, call.join()));
                    return found;
                });
    }

    private static void add(Map<String, PredictedItem> found, GetRecommendationsResponse response) {
        response.itemList().forEach(item -> found.put(item.itemId(), item));
    }

    private CompletableFuture<GetRecommendationsResponse> call(Asking asking, int[] shards, boolean withColumns) {
        List<String> columns =
                withColumns ? asking.fetched().stream().map(Column::field).toList() : List.of();
        Map<String, String> values = new HashMap<>(asking.values());
        values.put(FilterTemplate.SHARD_MIN, Integer.toString(shards[0]));
        values.put(FilterTemplate.SHARD_MAX, Integer.toString(shards[1]));
        GetRecommendationsRequest.Builder request = GetRecommendationsRequest.builder()
                .campaignArn(settings.personalize().campaignArn())
                .userId(asking.model())
                .numResults(columns.isEmpty() ? MOST_IDS : PAGE)
                .filterArn(settings.personalize().filterArnPrefix() + asking.filter())
                .filterValues(values);
        if (!columns.isEmpty()) {
            request.metadataColumns(Map.of("ITEMS", columns));
        }
        return client.getRecommendations(request.build());
    }

    private CompletableFuture<Double> topScore(String model) {
        return client.getRecommendations(GetRecommendationsRequest.builder()
                        .campaignArn(settings.personalize().campaignArn())
                        .userId(model)
                        .numResults(1)
                        .build())
                .thenApply(response -> response.itemList().get(0).score());
    }

    private byte[] json(Asking asking, double topScore, Collection<PredictedItem> items) {
        List<Customer> customers = new ArrayList<>(items.size());
        for (PredictedItem item : items) {
            customers.add(new Customer(
                    item.itemId(),
                    item.score() / topScore,
                    column -> value(column, item.metadata().get(metadataNames.get(column.name())))));
        }
        customers.sort(Comparator.comparingDouble(Customer::interest).reversed());
        return new SegmentJson()
                .encode(customers, asking.shown(), false, Instant.now())
                .json();
    }

    private static @Nullable Object value(Column column, @Nullable String text) {
        if (text == null || !column.numeric()) {
            return text;
        }
        double number = Double.parseDouble(text);
        return column.type() == Column.Type.DATE ? Math.floor(number / SECONDS_OF_A_DAY) : number;
    }
}
