package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.Wiring;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.plan.Explanation;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PlainWords;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.SegmentRequest;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}: how a prompt is read and what would be called. */
@Command(
        name = "explain",
        description = "Show how a prompt is read and what Personalize would be asked. Calls nothing, needs no cluster.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final Wish wish = new Wish();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day from which time windows count; without it, today")
    private @Nullable LocalDate asOf;

    @Option(names = "--json", description = "Print it as one line of JSON")
    private boolean json;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Wiring wiring = Wiring.from(options.read());
        LocalDate day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
        Outcome<Explained> explained = wiring.validator()
                .validate(
                        Requests.bytes(wish.request()),
                        day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .then(request -> wiring.interpreter()
                        .interpret(
                                request.prompt(),
                                new PromptInterpreter.Context(request.day(), request.carModel(), wish.ignoreUnread()))
                        .then(reading -> wiring.planner()
                                .plan(new Intent(request.carModel(), reading.criteria()))
                                .map(query -> new Explained(request, reading, query))));
        return explained.fold(
                one -> json ? showJson(one, wiring.words()) : show(one, wiring.words()),
                json ? this::refuseJson : this::refuse);
    }

    private record Explained(SegmentRequest request, Reading reading, Query query) {}

    private int show(Explained explained, PlainWords words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("prompt      " + wish.prompt());
        for (Reading.Piece piece : explained.reading().pieces()) {
            if (piece.kind() == Reading.Kind.MEANT) {
                out.println("            \"" + words(piece) + "\" → " + piece.meaning());
            }
        }
        out.println("criteria    "
                + CriteriaText.condition(explained.reading().criteria().condition()));
        out.println("in words    "
                + words.of(explained.reading().criteria(), explained.request().day()));
        besides(explained.reading()).forEach(out::println);
        out.println("car model   " + explained.request().carModel().name() + ", as of "
                + explained.request().day());
        Explanation.of(explained.query()).forEach(out::println);
        return Main.OK;
    }

    /** What a reading has besides its criteria: approximations, and what was ignored. */
    static List<String> besides(Reading reading) {
        List<String> lines = new ArrayList<>();
        reading.notes().forEach(note -> lines.add("note        " + note));
        reading.ignored().forEach(piece -> lines.add("ignored     \"" + piece + "\""));
        return lines;
    }

    private int refuse(Failure failure) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("refused     " + failure.reason().type().title() + ": " + failure.detail());
        out.println("            " + failure.reason().type().solution());
        PromptRefusal refusal = failure.refusal();
        if (refusal != null) {
            if (refusal.understood() != null) {
                out.println("understood  " + refusal.understood());
            }
            refusal.suggestions().forEach(prompt -> out.println("            Try: " + prompt));
        }
        return Main.ANSWERED_WITH_ERROR;
    }

    private int showJson(Explained explained, PlainWords words) {
        Query query = explained.query();
        Criteria criteria = query.criteria();
        ObjectNode line = Requests.JSON.createObjectNode();
        line.put("prompt", wish.prompt());
        line.put("car_model", query.carModel().name());
        line.put("as_of", explained.request().day().toString());
        ArrayNode pieces = line.putArray("pieces");
        for (Reading.Piece piece : explained.reading().pieces()) {
            pieces.addObject()
                    .put("text", words(piece))
                    .put("kind", piece.kind().name().toLowerCase(Locale.ROOT))
                    .put("meaning", piece.meaning());
        }
        texts(line.putArray("ignored"), explained.reading().ignored());
        texts(line.putArray("notes"), explained.reading().notes());
        line.put("in_words", words.of(criteria, explained.request().day()));
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
        spec.commandLine().getOut().println(line);
        return Main.OK;
    }

    private int refuseJson(Failure failure) {
        ObjectNode line = Requests.JSON.createObjectNode();
        line.put("error_type", failure.reason().type().title());
        line.put("message", failure.detail());
        PromptRefusal refusal = failure.refusal();
        if (refusal != null) {
            line.put("understood", refusal.understood());
            texts(line.putArray("unread"), refusal.unread());
            texts(line.putArray("suggestions"), refusal.suggestions());
        }
        spec.commandLine().getOut().println(line);
        return Main.ANSWERED_WITH_ERROR;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private String words(Reading.Piece piece) {
        return wish.prompt().substring(piece.from(), piece.to()).strip();
    }
}
