package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Wiring;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.plan.Explanation;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.SegmentRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Takes requests as far as their query and writes that as JSON. Calls nothing. */
final class Explainer {

    private final Wiring wiring;
    private final LocalDate day;
    private final boolean ignoreUnread;

    /**
     * An explainer with these stages.
     *
     * @param day from which time windows count
     */
    Explainer(Wiring wiring, LocalDate day, boolean ignoreUnread) {
        this.wiring = wiring;
        this.day = day;
        this.ignoreUnread = ignoreUnread;
    }

    /** A request, how its prompt is read and what is asked for. */
    record Explained(SegmentRequest request, Reading reading, Query query) {

        /** The criteria in plain words. */
        String inWords(Wiring wiring) {
            return wiring.words().of(reading.criteria(), request.day());
        }

        /** The words of a piece. */
        String words(Reading.Piece piece) {
            return request.prompt().substring(piece.from(), piece.to()).strip();
        }
    }

    /** The query that answers the request, or why there is none. */
    Outcome<Explained> explain(ObjectNode request) {
        return wiring.validator()
                .validate(
                        Requests.bytes(request),
                        day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .then(valid -> wiring.interpreter()
                        .interpret(
                                valid.prompt(),
                                new PromptInterpreter.Context(valid.day(), valid.carModel(), ignoreUnread))
                        .then(reading -> wiring.planner()
                                .plan(new Intent(valid.carModel(), reading.criteria(), reading.required()))
                                .map(query -> new Explained(valid, reading, query))));
    }

    /** One object with everything. */
    ObjectNode json(Explained explained) {
        Query query = explained.query();
        Criteria criteria = query.criteria();
        ObjectNode line = Requests.JSON.createObjectNode();
        line.put("prompt", explained.request().prompt());
        line.put("car_model", query.carModel().name());
        line.put("as_of", explained.request().day().toString());
        ArrayNode pieces = line.putArray("pieces");
        for (Reading.Piece piece : explained.reading().pieces()) {
            pieces.addObject()
                    .put("text", explained.words(piece))
                    .put("kind", piece.kind().name().toLowerCase(Locale.ROOT))
                    .put("meaning", piece.meaning());
        }
        texts(line.putArray("ignored"), explained.reading().ignored());
        texts(line.putArray("notes"), explained.reading().notes());
        if (!explained.reading().required().equals(Condition.everybody())) {
            line.put("always", CriteriaText.condition(explained.reading().required()));
        }
        line.put("in_words", explained.inWords(wiring));
        line.put("criteria", CriteriaText.condition(criteria.condition()));
        line.put("order", CriteriaText.order(criteria.order(), criteria.size()));
        ArrayNode branches = line.putArray("branches");
        for (Query.Branch branch : query.branches()) {
            ObjectNode node = branches.addObject().put("filter", branch.filter().name());
            ObjectNode values = node.putObject("values");
            Explanation.restrictions(branch).forEach(values::put);
            node.put("left_over", CriteriaText.condition(branch.leftOver()));
        }
        ArrayNode columns = line.putArray("columns");
        query.fetched().forEach(column -> columns.add(column.name()));
        ArrayNode shown = line.putArray("shown");
        query.shown().forEach(column -> shown.add(column.name()));
        line.put("max_calls", query.maxCalls());
        line.put("max_customers", query.maxCustomers());
        return line;
    }

    /** One object that says why there is no query. */
    static ObjectNode json(Failure failure) {
        ObjectNode line = Requests.JSON.createObjectNode();
        line.put("error_type", failure.reason().type().title());
        line.put("message", failure.detail());
        PromptRefusal refusal = failure.refusal();
        if (refusal != null) {
            line.put("understood", refusal.understood());
            texts(line.putArray("unread"), refusal.unread());
            texts(line.putArray("suggestions"), refusal.suggestions());
        }
        return line;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
