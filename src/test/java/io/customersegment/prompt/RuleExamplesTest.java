package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.request.CarModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the examples of each kind of rule: short prompts and their readings. */
final class RuleExamplesTest {

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadTheExample(Corpora.Example example) {
        CorpusTest.check(Corpora.RETAIL, example);
    }

    static Stream<Corpora.Example> examples() {
        return Corpora.RULES.stream().flatMap(rules -> Corpora.table("rules/" + rules + ".txt").stream());
    }

    @Test
    void shouldHaveAnExampleOfEveryRule() {
        Set<String> rules = new TreeSet<>(names(grammar()));

        for (String prompt : Corpora.retailPrompts()) {
            rules.removeAll(fired(Corpora.RETAIL, prompt));
        }
        for (Corpora.Example example : Corpora.table("hotel.txt")) {
            rules.removeAll(fired(Corpora.HOTEL, example.prompt()));
        }

        assertThat(rules).isEmpty();
    }

    @Test
    void shouldReadAnInterestInTheRequestedCarAlone() {
        String prompt = "customers interested in the RAV4 in the North";
        CarModel requested = new CarModel("RAV4 HYBRID - 2022");
        CarModel another = new CarModel("CAMRY HYBRID STANDARD - 2024");

        assertThat(isRead(prompt, requested)).isTrue();
        assertThat(isRead(prompt, another)).isFalse();
    }

    private static boolean isRead(String prompt, CarModel requested) {
        return Corpora.RETAIL
                .interpret(prompt, new PromptInterpreter.Context(Corpora.DAY, requested, false))
                .fold(reading -> true, failure -> false);
    }

    private static Set<String> fired(GrammarInterpreter interpreter, String prompt) {
        Chart chart =
                interpreter.chart(prompt, new PromptInterpreter.Context(Corpora.DAY, null, false), new HashMap<>());
        Set<String> fired = new HashSet<>();
        for (int i = 0; i < chart.tokens().size(); i++) {
            chart.at(i).forEach(node -> fired.add(node.rule()));
        }
        return fired;
    }

    private static Grammar grammar() {
        Grammar grammar = new Grammar();
        AmountRules.addTo(grammar);
        DateRules.addTo(grammar);
        WindowRules.addTo(grammar);
        ListRules.addTo(grammar);
        ConditionRules.addTo(grammar, CatalogueReader.builtIn());
        ArrangementRules.addTo(grammar);
        RestatementRules.addTo(grammar, CatalogueReader.builtIn());
        IndifferenceRules.addTo(grammar);
        return grammar;
    }

    private static Set<String> names(Grammar grammar) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Grammar.State> states = new ArrayDeque<>(Set.of(grammar.start()));
        while (!states.isEmpty()) {
            Grammar.State state = states.pop();
            state.complete().forEach(rule -> names.add(rule.name()));
            for (Symbol symbol : Symbol.values()) {
                Grammar.State next = state.after(symbol);
                if (next != null) {
                    states.push(next);
                }
            }
        }
        return names;
    }
}
