package io.customersegment.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.plan.Explanation;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.SegmentRequest;
import io.customersegment.wire.RequestJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests as far as their query and says what was read and what would be asked. Calls nothing.
 *
 * <p><i>Threads:</i> immutable; shared by all.
 */
public final class Explainer {

    private final Wiring wiring;
    private final LocalDate day;
    private final boolean ignoreUnread;

    /**
     * An explainer with these stages.
     *
     * @param day from which time windows count
     */
    public Explainer(Wiring wiring, LocalDate day, boolean ignoreUnread) {
        this.wiring = wiring;
        this.day = day;
        this.ignoreUnread = ignoreUnread;
    }

    /** A request, how its prompt is read and what is asked for. */
    public record Explained(SegmentRequest request, Reading reading, Query query) {

        /** The words of a piece. */
        public String words(Reading.Piece piece) {
            return request.prompt().substring(piece.from(), piece.to()).strip();
        }
    }

    /** The query that answers the request, or why there is none. */
    public Outcome<Explained> explain(ObjectNode request) {
        return wiring.validator()
                .validate(
                        RequestJson.bytes(request),
                        day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .then(valid -> wiring.interpreter()
                        .interpret(
                                valid.prompt(),
                                new PromptInterpreter.Context(valid.day(), valid.carModel(), ignoreUnread))
                        .then(reading -> wiring.planner()
                                .plan(new Intent(valid.carModel(), reading.criteria(), reading.required()))
                                .map(query -> new Explained(valid, reading, query))));
    }

    /** The criteria of what is explained, as text with their order. */
    public static String criteria(Explained explained) {
        return CriteriaText.of(explained.reading().criteria());
    }

    /** The criteria of what is explained in plain words. */
    public String inWords(Explained explained) {
        return inWords(explained.reading().criteria());
    }

    private String inWords(Criteria criteria) {
        return wiring.words().of(criteria, day);
    }

    /** What is explained, or why nothing is, as one object. */
    public ObjectNode json(ObjectNode request) {
        return explain(request).fold(this::json, failure -> json(request, failure));
    }

    private ObjectNode json(Explained explained) {
        Reading reading = explained.reading();
        Query query = explained.query();
        Criteria criteria = query.criteria();
        ObjectNode line = object().put("prompt", explained.request().prompt());
        line.put("read", true);
        line.put("car_model", query.carModel().name());
        line.put("as_of", explained.request().day().toString());
        pieces(line.putArray("pieces"), explained.request().prompt(), reading.pieces());
        ArrayNode conditions = line.putArray("conditions");
        said(reading).forEach(condition -> conditions.add(condition(condition)));
        line.put("always", required(reading) ? CriteriaText.condition(reading.required()) : "");
        line.put("criteria", CriteriaText.condition(criteria.condition()));
        line.put("order", CriteriaText.order(criteria.order(), criteria.size()));
        line.put("in_words", inWords(explained));
        texts(line.putArray("ignored"), reading.ignored());
        texts(line.putArray("notes"), reading.notes());
        ArrayNode branches = line.putArray("branches");
        for (Query.Branch branch : query.branches()) {
            ObjectNode node = branches.addObject().put("filter", branch.filter().name());
            ObjectNode values = node.putObject("values");
            Explanation.restrictions(branch).forEach(values::put);
            node.put("left_over", CriteriaText.condition(branch.leftOver()));
        }
        texts(
                line.putArray("columns"),
                query.fetched().stream().map(Column::name).toList());
        texts(line.putArray("shown"), query.shown().stream().map(Column::name).toList());
        line.put("min_calls", query.branches().size());
        line.put("max_calls", query.maxCalls());
        line.put("max_customers", query.maxCustomers());
        return line;
    }

    private ObjectNode json(ObjectNode request, Failure failure) {
        ObjectNode line = object().put("read", false);
        line.put("error_type", failure.reason().type().title());
        line.put("message", failure.detail());
        line.put("solution", failure.reason().type().solution());
        PromptRefusal refusal = failure.refusal();
        String understood = refusal == null ? null : refusal.understood();
        line.put("understood", understood);
        line.put("understood_in_words", understood == null ? null : wordsOf(understood));
        ArrayNode pieces = line.putArray("pieces");
        if (refusal != null) {
            String prompt = request.path("prompt").asText();
            pieces(pieces, prompt, wiring.interpreter().pieces(prompt, context()));
        }
        texts(line.putArray("unread"), refusal == null ? List.of() : refusal.unread());
        texts(line.putArray("suggestions"), refusal == null ? List.of() : refusal.suggestions());
        return line;
    }

    /** Criteria as text in plain words; what this catalogue cannot read stays as it is. */
    public String wordsOf(String criteria) {
        return wiring.interpreter()
                .interpret(criteria, context())
                .fold(reading -> inWords(reading.criteria()), failure -> criteria);
    }

    private PromptInterpreter.Context context() {
        return new PromptInterpreter.Context(day, null, false);
    }

    /** The members of the conjunction that the prompt asks for, without what the catalogue always adds. */
    public static List<Condition> said(Reading reading) {
        Condition condition = reading.criteria().condition();
        List<Condition> members = members(condition);
        if (!required(reading)) {
            return members;
        }
        List<Condition> required = members(reading.required());
        return members.stream().filter(member -> !required.contains(member)).toList();
    }

    private static List<Condition> members(Condition condition) {
        return condition instanceof Condition.All all ? all.members() : List.of(condition);
    }

    private static boolean required(Reading reading) {
        return !reading.required().equals(Condition.everybody());
    }

    private ObjectNode condition(Condition condition) {
        ObjectNode json = object().put("text", CriteriaText.condition(condition));
        json.put("words", inWords(new Criteria(condition, Order.BY_INTEREST, Criteria.UNLIMITED)));
        json.putNull("column").putNull("texts").put("except", false);
        json.putNull("low").putNull("high").put("or_null", false);
        if (condition instanceof Condition.Test test && isSimple(test.values())) {
            json.put("column", test.column().name())
                    .put("or_null", test.values().orNull());
            if (test.values() instanceof Values.Texts texts) {
                texts(json.putArray("texts"), texts.texts());
                json.put("except", texts.except());
            } else if (test.values() instanceof Values.Numbers numbers) {
                for (Values.Range range : numbers.ranges()) {
                    json.set("low", bound(test.column(), CriteriaText.low(test.column(), range)));
                    json.set("high", bound(test.column(), CriteriaText.high(test.column(), range)));
                }
            }
        }
        return json;
    }

    /** Whether one range or one list of texts says it all. */
    private static boolean isSimple(Values values) {
        return !(values instanceof Values.Numbers numbers) || numbers.ranges().size() <= 1;
    }

    private static @Nullable ObjectNode bound(Column column, CriteriaText.@Nullable Bound bound) {
        if (bound == null) {
            return null;
        }
        ObjectNode json = object().put("inclusive", bound.inclusive());
        return column.type() == Column.Type.DATE
                ? json.put("value", bound.text())
                : json.put("value", new BigDecimal(bound.text()));
    }

    /** The pieces, none over another, and as silent what lies between them. What cannot be read is cut out of what is meant around it. */
    private static void pieces(ArrayNode array, String prompt, List<Reading.Piece> pieces) {
        List<Reading.Piece> byWeight = new ArrayList<>(pieces);
        byWeight.sort(Comparator.comparing((Reading.Piece piece) -> piece.kind() != Reading.Kind.UNREAD)
                .thenComparing(Reading.Piece::from));
        List<Reading.Piece> shown = new ArrayList<>();
        for (Reading.Piece piece : byWeight) {
            List<Reading.Piece> left = List.of(piece);
            for (Reading.Piece other : shown) {
                left = left.stream().flatMap(part -> without(part, other)).toList();
            }
            shown.addAll(left);
        }
        shown.sort(Comparator.comparing(Reading.Piece::from));
        int end = 0;
        for (Reading.Piece piece : shown) {
            if (!prompt.substring(piece.from(), piece.to()).isBlank()) {
                silent(array, prompt, end, piece.from());
                add(array, prompt, piece);
                end = piece.to();
            }
        }
        silent(array, prompt, end, prompt.length());
    }

    /** What of a piece lies before and behind another. */
    private static Stream<Reading.Piece> without(Reading.Piece piece, Reading.Piece other) {
        if (piece.to() <= other.from() || other.to() <= piece.from()) {
            return Stream.of(piece);
        }
        return Stream.of(
                        new Reading.Piece(piece.from(), other.from(), piece.kind(), piece.meaning()),
                        new Reading.Piece(other.to(), piece.to(), piece.kind(), piece.meaning()))
                .filter(part -> part.from() < part.to());
    }

    private static void silent(ArrayNode array, String prompt, int from, int to) {
        String between = prompt.substring(from, to);
        if (!between.isBlank()) {
            int start = from + between.length() - between.stripLeading().length();
            int end = from + between.stripTrailing().length();
            add(array, prompt, new Reading.Piece(start, end, Reading.Kind.SILENT, ""));
        }
    }

    private static void add(ArrayNode array, String prompt, Reading.Piece piece) {
        array.addObject()
                .put("from", piece.from())
                .put("to", piece.to())
                .put("text", prompt.substring(piece.from(), piece.to()).strip())
                .put("kind", piece.kind().name().toLowerCase(Locale.ROOT))
                .put("meaning", piece.meaning());
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
