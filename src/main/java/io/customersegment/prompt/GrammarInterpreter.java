package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Interprets prompts with a grammar over a catalogue.
 *
 * <p><i>Threads:</i> immutable once built; shared by all threads.
 */
public final class GrammarInterpreter implements PromptInterpreter {

    private final English english;
    private final Lexicon lexicon;
    private final Spelling spelling;
    private final Catalogue catalogue;
    private final Contradictions contradictions;
    private volatile @Nullable Refusals refusals;
    private final Grammar grammar = new Grammar();

    /** Creates an interpreter for the catalogue. */
    public GrammarInterpreter(Catalogue catalogue) {
        english = English.builtIn();
        lexicon = new Lexicon(english, catalogue);
        spelling = new Spelling(lexicon, english);
        this.catalogue = catalogue;
        this.contradictions = new Contradictions(catalogue);
        AmountRules.addTo(grammar);
        DateRules.addTo(grammar);
        WindowRules.addTo(grammar);
        ListRules.addTo(grammar);
        ConditionRules.addTo(grammar, catalogue);
        ArrangementRules.addTo(grammar);
        RestatementRules.addTo(grammar, catalogue);
        IndifferenceRules.addTo(grammar);
    }

    /** Returns the chart of a prompt; {@code corrections} receives each misspelt word and its replacement. */
    Chart chart(String prompt, Context context, Map<String, String> corrections) {
        return charts(prompt, context, corrections).get(0);
    }

    /** Returns the charts of a prompt: two if a month with two digits may mean a day or a month, the one for the day first. */
    private List<Chart> charts(String prompt, Context context, Map<String, String> corrections) {
        List<Token> tokens = Tokenizer.tokens(prompt, english);
        List<Token> corrected = spelling.corrected(tokens, prompt, corrections);
        List<Token> normalized = Layout.normalized(corrected, lexicon);
        Chart days = new Chart(normalized, lexicon, grammar, context.day(), Map.of());
        List<Token> kept = new Corrections(days, prompt, corrections).corrected();
        if (kept != normalized) {
            normalized = kept;
            days = new Chart(normalized, lexicon, grammar, context.day(), Map.of());
        }
        ShortYears years = new ShortYears(days, context.day());
        if (years.months().isEmpty()) {
            return List.of(completed(days, Map.of(), context));
        }
        Chart months = new Chart(normalized, lexicon, grammar, context.day(), years.months());
        Chart read = completed(months, years.months(), context);
        return years.areMonths() ? List.of(read) : List.of(completed(days, Map.of(), context), read);
    }

    /** Returns the chart with the nodes that depend on another place in it: days that are named and dated, windows that are referred to. */
    private Chart completed(Chart chart, Map<Integer, Node> known, Context context) {
        Map<Integer, Node> nodes = new HashMap<>(known);
        Chart named = with(new TimeReferences(chart).namedDays(), chart, nodes, context);
        return with(new TimeReferences(named).sameWindows(), named, nodes, context);
    }

    private Chart with(Map<Integer, Node> more, Chart chart, Map<Integer, Node> nodes, Context context) {
        if (more.isEmpty()) {
            return chart;
        }
        more.forEach(nodes::putIfAbsent);
        return new Chart(chart.tokens(), lexicon, grammar, context.day(), nodes);
    }

    @Override
    public Outcome<Reading> interpret(String prompt, Context context) {
        return read(prompt, context)
                .fold(Outcome::ok, refusal -> Outcome.failed(refusal.failure(text -> reads(text, context))));
    }

    @Override
    public List<Reading.Piece> pieces(String prompt, Context context) {
        Chart chart = chart(prompt, context, new LinkedHashMap<>());
        PromptReading reading = new PromptReading(prompt, chart, context.day());
        List<Criteria> readings = reading.criteria();
        return readings.isEmpty() ? List.of() : reading.pieces();
    }

    /** Returns the criteria of the prompt on the day, or null if it is refused; builds no text for a refusal. */
    @Nullable
    Criteria criteria(String prompt, LocalDate day) {
        Reading reading = read(prompt, new Context(day, null, false)).reading();
        return reading == null ? null : reading.criteria();
    }

    private Function<Criteria, String> inWords(Context context) {
        return criteria -> new PlainWords(catalogue, this).of(criteria, context.day());
    }

    /** Returns the refusals, which are built at the first refusal so that startup does not wait for them. */
    private Refusals refusals() {
        Refusals made = refusals;
        if (made == null) {
            made = new Refusals(english, catalogue);
            refusals = made;
        }
        return made;
    }

    private boolean reads(String prompt, Context context) {
        return read(prompt, new Context(context.day(), context.carModel(), false))
                .fold(reading -> true, refusal -> false);
    }

    /** A refusal whose text is built on demand. */
    private interface Refused {
        Failure failure(Predicate<String> reads);
    }

    /** A reading or a refusal. */
    private record Read(@Nullable Reading reading, @Nullable Refused refused) {
        <T> T fold(Function<Reading, T> ok, Function<Refused, T> failed) {
            return reading != null ? ok.apply(reading) : failed.apply(Objects.requireNonNull(refused));
        }
    }

    private Read read(String prompt, Context context) {
        Condition whole = switch (prompt.strip()) {
            case CriteriaText.EVERYBODY -> Condition.everybody();
            case CriteriaText.NOBODY -> Condition.nobody();
            default -> null;
        };
        if (whole != null) {
            Criteria criteria = new Criteria(whole, Order.BY_INTEREST, Criteria.UNLIMITED);
            int from = prompt.indexOf(prompt.strip());
            Reading.Piece all = new Reading.Piece(
                    from, from + prompt.strip().length(), Reading.Kind.MEANT, CriteriaText.condition(whole));
            return new Read(new Reading(criteria, List.of(all), List.of(), List.of()), null);
        }
        Map<String, String> corrections = new LinkedHashMap<>();
        List<Chart> charts = charts(prompt, context, corrections);
        Read first = read(prompt, charts.get(0), context, corrections);
        if (charts.size() == 1) {
            return first;
        }
        Read second = read(prompt, charts.get(1), context, corrections);
        Reading one = first.reading();
        Reading other = second.reading();
        if (one == null || other == null) {
            return other == null ? first : second;
        }
        List<Criteria> both = List.of(one.criteria(), other.criteria());
        return one.criteria().equals(other.criteria())
                ? first
                : refused(reads -> refusals().ambiguous(both, inWords(context), reads));
    }

    private Read read(String prompt, Chart chart, Context context, Map<String, String> corrections) {
        PromptReading reading = new PromptReading(prompt, chart, context.day());
        List<Criteria> criteria = reading.criteria();
        List<String> unread = quoted(reading.unread(), reading);
        boolean ignores = context.ignoreUnread() && reading.isUnreadIgnorable();
        if (!reading.saysSomething()) {
            return refused(reads -> refusals().notAtAll(prompt, unread, reads));
        }
        if (!unread.isEmpty() && !ignores) {
            boolean window = reading.isWindowUnread();
            Criteria understood =
                    criteria.size() == 1 && reading.saysConditions(criteria.get(0)) ? criteria.get(0) : null;
            return refused(reads -> refusals().partly(prompt, unread, understood, window, inWords(context), reads));
        }
        if (criteria.size() > 1) {
            return refused(reads -> refusals().ambiguous(criteria, inWords(context), reads));
        }
        CarModel requested = context.carModel();
        if (requested != null && !reading.cars().isEmpty() && !reading.cars().contains(requested.name())) {
            return refused(reads -> refusals().anotherCar(List.copyOf(reading.cars()), requested.name()));
        }
        List<String> ignored = new ArrayList<>();
        for (Span span : reading.ignored()) {
            ignored.add(reading.quote(span));
        }
        if (ignores) {
            ignored.addAll(unread);
        }
        List<String> notes = new ArrayList<>(reading.notes());
        corrections.forEach((word, meant) -> notes.add("\"" + word + "\" is read as \"" + meant + "\""));
        Criteria read = criteria.get(0);
        Criteria meant = new Criteria(contradictions.resolved(read.condition()), read.order(), read.size());
        return new Read(new Reading(meant, reading.pieces(), ignored, notes), null);
    }

    /** Returns the words of the spans, each wording once. */
    private static List<String> quoted(List<Span> spans, PromptReading reading) {
        List<String> quoted = new ArrayList<>(spans.size());
        for (Span span : spans) {
            String words = reading.quote(span);
            if (!quoted.contains(words)) {
                quoted.add(words);
            }
        }
        return quoted;
    }

    private static Read refused(Refused refused) {
        return new Read(null, refused);
    }
}
