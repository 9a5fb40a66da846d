package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.SampleData;
import io.customersegment.outcome.Failure;
import io.customersegment.request.CarModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests prompts typed freely by people who did not know the reader, and labelled by hand with a {@link Predicate}. A reading is compared
 * with its label on all customers of the sample data, not only those interested in the car model, because more customers distinguish two
 * conditions better. A prompt may be refused, but it must not be read as anything other than its meaning.
 */
final class VoicesTest {

    private static final SampleData SAMPLE = SampleData.asOf(SampleData.DAY);
    private static final String ANY_MODEL = "COROLLA CROSS PREMIUM - 2022";
    private static final double[] INTERESTS = {0, 0.3, 0.5, 0.8, 1};

    /** The result of a case. */
    private enum Verdict {
        EXACT,
        REFUSED,
        WRONG
    }

    private static List<String> voices() {
        return Corpora.VOICES;
    }

    @ParameterizedTest
    @MethodSource("voices")
    void shouldNeverAnswerWithAnotherSegment(String corpus) {
        List<String> wrong = Corpora.cases(corpus + ".jsonl").stream()
                .filter(one -> verdict(one) == Verdict.WRONG)
                .map(VoicesTest::described)
                .toList();

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "voices-a, 54",
        "voices-b, 65",
        "voices-c, 57",
        "voices-d, 69",
        "voices-e, 89",
        "voices-f, 70",
        "voices-g, 46",
        "voices-h, 44",
        "voices-i, 44",
        "voices-j, 49",
        "voices-k, 42",
        "voices-l, 31",
        "voices-m, 140",
        "voices-n, 107",
        "voices-o, 108",
        "voices-p, 130",
        "voices-q, 119",
        "voices-r, 122",
        "voices-s, 95",
        "voices-t, 136",
        "voices-u, 107",
        "voices-v, 122",
        "voices-w, 108",
        "voices-x, 136",
        "voices-y, 101",
        "voices-z, 124",
        "voices-aa, 126",
        "voices-ab, 112"
    })
    void shouldReadAtLeast(String corpus, int exact) {
        List<JsonNode> cases = Corpora.cases(corpus + ".jsonl");

        List<String> missed = cases.stream()
                .filter(one -> verdict(one) != Verdict.EXACT)
                .map(VoicesTest::described)
                .toList();

        System.out.printf("%s: %d of %d exact%n", corpus, cases.size() - missed.size(), cases.size());

        assertThat(cases.size() - missed.size())
                .as("%d of %d missed: %s", missed.size(), cases.size(), String.join("\n", missed))
                .isGreaterThanOrEqualTo(exact);
    }

    private static String described(JsonNode one) {
        return one.path("id").asText() + " " + Corpora.shown(one.path("prompt").asText()) + "\n     means "
                + one.path("expect").asText() + " " + one.path("where").asText() + " "
                + one.path("order").asText("") + " " + one.path("limit").asText("") + "\n     read as "
                + Corpora.RETAIL
                        .interpret(one.path("prompt").asText(), context(one))
                        .fold(reading -> CriteriaText.of(reading.criteria()), Failure::detail);
    }

    private static PromptInterpreter.Context context(JsonNode one) {
        return new PromptInterpreter.Context(SampleData.DAY, new CarModel(carModel(one)), false);
    }

    private static String carModel(JsonNode one) {
        return one.path("car_model").asText(ANY_MODEL).replaceAll("^null$", ANY_MODEL);
    }

    private static Verdict verdict(JsonNode one) {
        boolean refusal = one.path("expect").asText().equals("Invalid Prompt");
        return Corpora.RETAIL
                .interpret(one.path("prompt").asText(), context(one))
                .fold(
                        reading -> !refusal && isMeant(one, reading.criteria()) ? Verdict.EXACT : Verdict.WRONG,
                        failure -> refusal ? Verdict.EXACT : Verdict.REFUSED);
    }

    private static boolean isMeant(JsonNode one, Criteria criteria) {
        List<Customer> pool = SAMPLE.customers();
        List<Customer> meant = meant(one, pool);
        List<Customer> read = matching(criteria.condition(), pool);
        boolean ordered = one.path("order").isTextual();
        boolean limited = one.path("limit").isNumber();
        boolean same = (one.path("where").asText().contains("interest")
                        || criteria.condition().columns().stream().anyMatch(VoicesTest::isInterest))
                ? hasSameInterests(one, criteria.condition(), pool)
                : meant.equals(read);
        int size = limited ? one.path("limit").asInt() : Criteria.UNLIMITED;
        if (!same || (criteria.size() != size && Math.min(criteria.size(), size) < meant.size())) {
            return false;
        }
        if (ordered) {
            return sorted(meant, one.path("order").asText()).equals(sorted(read, criteria.order()));
        }
        return !limited || criteria.order().equals(Order.BY_INTEREST);
    }

    private static List<Customer> meant(JsonNode one, List<Customer> pool) {
        Predicate predicate = new Predicate(one.path("where").asText(), SampleData.DAY);
        return pool.stream()
                .filter(customer -> predicate.test(customer.values()::get, 0))
                .toList();
    }

    private static List<Customer> matching(Condition condition, List<Customer> pool) {
        return pool.stream().filter(condition::matches).toList();
    }

    private static boolean hasSameInterests(JsonNode one, Condition condition, List<Customer> pool) {
        Predicate predicate = new Predicate(one.path("where").asText(), SampleData.DAY);
        for (double interest : INTERESTS) {
            for (Customer customer : pool) {
                boolean read = condition.matches(column -> isInterest(column) ? interest : customer.value(column));
                if (read != predicate.test(customer.values()::get, interest)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isInterest(Column column) {
        return column.type() == Column.Type.INTEREST;
    }

    /** Sorts the customers by "column asc" or "column desc", with nulls last and ties by id. */
    private static List<Customer> sorted(List<Customer> customers, String order) {
        String[] words = order.split(" ", -1);
        return sorted(customers, words[0], words[1].toLowerCase(Locale.ROOT).equals("desc"));
    }

    private static List<Customer> sorted(List<Customer> customers, Order order) {
        List<Customer> sorted = customers;
        for (int i = order.keys().size() - 1; i >= 0; i--) {
            Order.Key key = order.keys().get(i);
            sorted = sorted(sorted, key.column().name(), key.descending());
        }
        return sorted;
    }

    private static List<Customer> sorted(List<Customer> customers, String column, boolean descending) {
        List<Customer> sorted = new ArrayList<>(customers);
        sorted.sort(Comparator.comparing(
                customer -> customer.values().get(column),
                Comparator.nullsLast(
                        descending ? Collections.reverseOrder(VoicesTest::compare) : VoicesTest::compare)));
        return sorted;
    }

    private static int compare(@Nullable Object one, @Nullable Object other) {
        return one instanceof Double number && other instanceof Double bound
                ? Double.compare(number, bound)
                : String.valueOf(one).compareTo(String.valueOf(other));
    }
}
