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
 * Takes requests through validation, interpretation and planning, and reports how the prompt was read and which query it leads to. Makes no
 * call.
 *
 * <p><i>Threads:</i> immutable; shared by all threads.
 */
public final class Explainer {

    private final Wiring wiring;
    private final LocalDate day;
    private final boolean ignoreUnread;

    /**
     * Creates an explainer with the given stages.
     *
     * @param day the day from which time windows count
     */
    public Explainer(Wiring wiring, LocalDate day, boolean ignoreUnread) {
        this.wiring = wiring;
        this.day = day;
        this.ignoreUnread = ignoreUnread;
    }

    /** A request, the reading of its prompt and the query that it leads to. */
    public record Explained(SegmentRequest request, Reading reading, Query query) {

        /** Returns the text of a piece of the prompt. */
        public String words(Reading.Piece piece) {
            return request.prompt().substring(piece.from(), piece.to()).strip();
        }
    }

    /** Returns the query that answers the request, or the reason why there is none. */
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

    /** Returns the criteria of an explained request as text, with their order. */
    public static String criteria(Explained explained) {
        return CriteriaText.of(explained.reading().criteria());
    }

    /** Returns the criteria of an explained request in plain words. */
    public String inWords(Explained explained) {
        return inWords(explained.reading().criteria());
    }

    private String inWords(Criteria criteria) {
        return wiring.words().of(criteria, day);
    }

    /** Returns the explanation of a request, or the reason for its refusal, as one JSON object. */
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

    /** Returns criteria in plain words, or unchanged if this catalogue cannot read them. */
    public String wordsOf(String criteria) {
        return wiring.interpreter()
                .interpret(criteria, context())
                .fold(reading -> inWords(reading.criteria()), failure -> criteria);
    }

    private PromptInterpreter.Context context() {
        return new PromptInterpreter.Context(day, null, false);
    }

    /** Returns the conjuncts that the prompt states, without those that the catalogue always adds. */
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

    /** Whether a single range or a single list of texts represents the values. */
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

    /**
     * Adds the pieces without overlaps, and the text between them as {@code silent}. Unreadable pieces are cut out of the pieces around
     * them.
     */
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

    /** Returns the parts of a piece that lie before and after another piece. */
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
