package io.customersegment.local.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Implements GetRecommendations, from request bytes to response.
 *
 * <p><i>Threads:</i> shared by all.
 */
final class Service {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final int CHARACTERS_PER_ITEM = 64;

    private final String campaign;
    private final ItemTable items;
    private final Recommender recommender;
    private final FilterGroup filters;
    private final ControlOperations control;
    private final AtomicLong recommendations = new AtomicLong();

    /**
     * @param campaign the campaign's name, the last part of its ARN
     * @param clock determines when filters that are being created become active
     * @throws IllegalArgumentException if the service would reject the data or the filters
     */
    Service(String campaign, Dataset dataset, List<FilterTemplate> templates, Clock clock) {
        this.campaign = campaign;
        this.items = ItemTable.of(dataset);
        this.recommender = new Recommender(dataset, items);
        this.filters = new FilterGroup(items, clock);
        this.filters.createAll(templates);
        this.control = new ControlOperations(campaign, filters, clock.instant());
    }

    /** The operations of the control plane. */
    ControlOperations control() {
        return control;
    }

    /** An HTTP response. */
    record Reply(int status, @Nullable String errorType, String body) {
        /** Omits the body, so that it can be logged. */
        @Override
        public String toString() {
            return "Reply[" + status + ", " + errorType + "]";
        }
    }

    /**
     * Answers a request.
     *
     * @param metadata whether items contain the requested columns
     */
    Reply recommend(byte[] body, boolean metadata) {
        @Nullable GetRecommendations request;
        try {
            request = JSON.readValue(body, GetRecommendations.class);
        } catch (IOException unreadable) {
            request = null;
        }
        if (request == null) { // also if the body is JSON's null
            return error(ServiceError.client("SerializationException", "The body is not the JSON of this operation"));
        }
        String problem = request.problem();
        if (problem != null) {
            return error(ServiceError.invalidInput(problem));
        }
        if (!request.target().endsWith("/" + campaign)) {
            return error(ServiceError.notFound("The campaign does not exist"));
        }
        if (!control.setup().active()) {
            return error(ServiceError.notFound("The campaign is not ACTIVE"));
        }
        FilterGroup.Entry entry = request.filterArn() == null ? null : filters.byArn(request.filterArn());
        if (request.filterArn() != null && (entry == null || !filters.active(entry))) {
            return error(ServiceError.notFound("The filter does not exist or is not ACTIVE"));
        }
        Filter filter = entry == null ? null : entry.filter();
        problem = problem(filter, request);
        boolean withMetadata = metadata && control.setup().metadata();
        return problem == null ? answer(filter, request, withMetadata) : error(ServiceError.invalidInput(problem));
    }

    private @Nullable String problem(@Nullable Filter filter, GetRecommendations request) {
        for (String column : request.columns()) {
            if (items.column(column) == null) {
                return "There is no metadata column " + column;
            }
        }
        if (filter == null) {
            return request.values().isEmpty() ? null : "Filter values were given without a filter";
        }
        return filter.problem(request.values());
    }

    private Reply answer(@Nullable Filter filter, GetRecommendations request, boolean metadata) {
        Recommender.Ranking ranking = recommender.ranking(request.user());
        Filter.Rows rows =
                filter == null ? row -> true : filter.bind(request.values(), recommender.events(request.user()));
        List<Integer> best = new ArrayList<>();
        for (int row : ranking.bestFirst()) {
            if (best.size() == request.size()) {
                break;
            }
            if (rows.pass(row)) {
                best.add(row);
            }
        }
        return success(best, ranking, metadata ? request.columns() : List.of());
    }

    /** Returns a success without items. */
    Reply nothing() {
        return success(List.of(), recommender.ranking(""), List.of());
    }

    /** Returns an error. */
    static Reply error(ServiceError error) {
        ObjectNode body = JSON.createObjectNode().put("__type", error.type()).put("message", error.message());
        return new Reply(error.status(), error.type(), body.toString());
    }

    private Reply success(List<Integer> best, Recommender.Ranking ranking, List<String> columnNames) {
        List<ItemTable.Column> columns = new ArrayList<>();
        for (String name : columnNames) {
            ItemTable.Column column = items.column(name);
            if (column != null) {
                columns.add(column);
            }
        }
        StringWriter text = new StringWriter((best.size() + 2) * CHARACTERS_PER_ITEM);
        try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("itemList");
            for (int row : best) {
                json.writeStartObject();
                json.writeStringField("itemId", items.id(row));
                json.writeNumberField("score", ranking.scores().get(row));
                if (!columns.isEmpty()) {
                    json.writeObjectFieldStart("metadata");
                    for (ItemTable.Column column : columns) {
                        json.writeStringField(column.metadataName(), column.text(row));
                    }
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("recommendationId", "RID-" + recommendations.incrementAndGet());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Reply(200, null, text.toString());
    }
}
