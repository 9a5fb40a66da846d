package io.customersegment.benchmark.contender;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customersegment.app.Wiring;
import io.customersegment.benchmark.standin.MetadataName;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Intent;
import io.customersegment.enrich.SegmentEncoder.Customer;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.SegmentJson;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
 * The way from a request to its answer as a service without customer-segment would have it: the stages, a cache of finished answers,
 * the SDK.
 *
 * <p><i>Threads:</i> may be called by many; answers come on the SDK's completion threads, or at once out of the cache.
 */
final class Answering {

    private static final int PAGE = 50;
    private static final int MODELS = 1000;
    private static final int OVERHEAD_BYTES = 2048;
    private static final long MOST_ERROR_BYTES = 1 << 20;
    private static final double SECONDS_OF_A_DAY = 86_400;

    private final Settings settings;
    private final Wiring wiring;
    private final PersonalizeRuntimeAsyncClient client;
    private final AsyncCache<Query, byte[]> segments;
    private final AsyncCache<String, Double> topScores;
    private final Map<String, String> metadataNames = new HashMap<>();

    Answering(Settings settings) {
        this.settings = settings;
        this.wiring = Wiring.from(settings);
        this.client = PersonalizeRuntimeAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(settings.personalize().maxConnections()))
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(settings.personalize().endpoint()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        this.segments = Caffeine.newBuilder()
                .maximumWeight(settings.cache().maxBytes())
                .weigher((Query query, byte[] json) -> OVERHEAD_BYTES + json.length)
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
     * @param found whether it is a result, else it is an error record
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(boolean found, byte[] value) {}

    /** The answer to a request; never completes exceptionally. */
    CompletableFuture<Answer> answer(Arrival arrival) {
        return read(arrival)
                .fold(
                        query -> segments.get(query, (key, executor) -> load(key))
                                .handle((json, fault) -> json != null
                                        ? new Answer(true, json)
                                        : refusal(arrival, failure(Reason.SOURCE_FAILING, String.valueOf(fault)))),
                        failure -> CompletableFuture.completedFuture(refusal(arrival, failure)));
    }

    private Outcome<Query> read(Arrival arrival) {
        return wiring.validator()
                .validate(arrival.value(), Instant.ofEpochMilli(arrival.timestamp()))
                .then(request -> wiring.interpreter()
                        .interpret(
                                request.prompt(),
                                new PromptInterpreter.Context(request.day(), request.carModel(), false))
                        .then(reading -> wiring.planner().plan(new Intent(request.carModel(), reading.criteria()))));
    }

    private static Failure failure(Reason reason, String detail) {
        return new Failure(Stage.ENRICH, reason, detail);
    }

    private static Answer refusal(Arrival arrival, Failure failure) {
        return new Answer(false, new ErrorRecord(failure, arrival, Instant.now()).json(MOST_ERROR_BYTES));
    }

    private CompletableFuture<byte[]> load(Query query) {
        String model = query.carModel().slug();
        Query.Branch branch = query.branches().get(0);
        Map<String, String> values = new HashMap<>(branch.values());
        values.put(FilterTemplate.SHARD_MIN, "0");
        values.put(FilterTemplate.SHARD_MAX, Integer.toString(Integer.MAX_VALUE));
        List<String> columns = query.fetched().stream().map(Column::field).toList();
        GetRecommendationsRequest request = GetRecommendationsRequest.builder()
                .campaignArn(settings.personalize().campaignArn())
                .userId(model)
                .numResults(PAGE)
                .filterArn(settings.personalize().filterArnPrefix()
                        + branch.filter().name())
                .filterValues(values)
                .metadataColumns(Map.of("ITEMS", columns))
                .build();
        return topScores
                .get(model, (key, executor) -> topScore(key))
                .thenCombine(client.getRecommendations(request), (top, response) -> json(query, top, response));
    }

    private CompletableFuture<Double> topScore(String model) {
        return client.getRecommendations(GetRecommendationsRequest.builder()
                        .campaignArn(settings.personalize().campaignArn())
                        .userId(model)
                        .numResults(1)
                        .build())
                .thenApply(response -> response.itemList().get(0).score());
    }

    private byte[] json(Query query, double topScore, GetRecommendationsResponse response) {
        List<Customer> customers = new ArrayList<>(response.itemList().size());
        for (PredictedItem item : response.itemList()) {
            customers.add(new Customer(
                    item.itemId(),
                    item.score() / topScore,
                    column -> value(column, item.metadata().get(metadataNames.get(column.name())))));
        }
        return new SegmentJson()
                .encode(customers, query.shown(), false, Instant.now())
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
