package io.customersegment.console;

import io.customersegment.app.Explainer;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.criteria.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * A prompt without one of its conditions, and without a number of customers, which would hide the difference.
 *
 * @param leftOut the omitted condition or number, as criteria text
 * @param prompt the rest of the prompt, as criteria text
 * @param maxCalls the most calls that the prompt may take, 0 if it is refused
 * @param problem the reason for the refusal, empty if it is not refused
 */
record Variant(String leftOut, String prompt, int maxCalls, String problem) {

    /** Returns one variant without the number of customers, if there is one, followed by one without each condition. */
    static List<Variant> of(Explainer explainer, ApiRequest request, Explainer.Explained explained) {
        List<Condition> said = Explainer.said(explained.reading());
        int size = explained.reading().criteria().size();
        List<Variant> variants = new ArrayList<>();
        if (size != Criteria.UNLIMITED) {
            add(variants, explainer, request, CriteriaText.order(Order.BY_INTEREST, size), Condition.all(said));
        }
        for (Condition one : said) {
            List<Condition> others =
                    said.stream().filter(other -> !other.equals(one)).toList();
            add(variants, explainer, request, CriteriaText.condition(one), Condition.all(others));
        }
        return variants;
    }

    private static void add(
            List<Variant> variants, Explainer explainer, ApiRequest request, String leftOut, Condition condition) {
        String prompt = CriteriaText.condition(condition);
        variants.add(explainer
                .explain(request.with(prompt).json())
                .fold(
                        explained ->
                                new Variant(leftOut, prompt, explained.query().maxCalls(), ""),
                        refused -> new Variant(leftOut, prompt, 0, refused.detail())));
    }

    /** Contains only the number of calls, so that it can be logged. */
    @Override
    public String toString() {
        return "Variant[" + maxCalls + "]";
    }
}
