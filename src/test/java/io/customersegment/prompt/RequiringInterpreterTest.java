package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.CriteriaText;
import io.customersegment.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiringInterpreterTest {

    private static final PromptInterpreter.Context DECEMBER =
            new PromptInterpreter.Context(LocalDate.of(2024, 12, 1), null, false);

    @TempDir
    Path folder;

    @Test
    void shouldAddTheConditionToEveryPrompt() throws IOException {
        PromptInterpreter interpreter = always("email_consent = yes");

        assertThat(criteria(interpreter, "gold members", DECEMBER))
                .isEqualTo("email_consent = yes and loyalty_tier = gold");
        assertThat(criteria(interpreter, "everybody", DECEMBER)).isEqualTo("email_consent = yes");
        assertThat(criteria(interpreter, "first 5 of gold members", DECEMBER))
                .isEqualTo("email_consent = yes and loyalty_tier = gold; first 5");
    }

    @Test
    void shouldAddNothingTwice() throws IOException {
        assertThat(criteria(always("email_consent = yes"), "gold members who can be emailed", DECEMBER))
                .isEqualTo("email_consent = yes and loyalty_tier = gold");
    }

    @Test
    void shouldAddItToEachSideOfAnAlternative() throws IOException {
        Catalogue catalogue = catalogue("email_consent = yes");
        PromptInterpreter plain = new GrammarInterpreter(catalogue);

        String always = criteria(RequiringInterpreter.around(plain, catalogue), "gold members or seniors", DECEMBER);

        assertThat(always).isEqualTo(criteria(plain, "(gold members or seniors) and email_consent = yes", DECEMBER));
    }

    @Test
    void shouldCountItsTimesFromTheDayOfTheRequest() throws IOException {
        PromptInterpreter interpreter = always("engaged within the last 2 years");
        PromptInterpreter.Context nextDay =
                new PromptInterpreter.Context(DECEMBER.day().plusDays(1), null, false);

        assertThat(criteria(interpreter, "everybody", DECEMBER)).isEqualTo("last_engagement >= 2022-12-01");
        assertThat(criteria(interpreter, "everybody", nextDay)).isEqualTo("last_engagement >= 2022-12-02");
        assertThat(criteria(interpreter, "everybody", DECEMBER)).isEqualTo("last_engagement >= 2022-12-01");
    }

    @Test
    void shouldLeaveRefusalsAsTheyAre() throws IOException {
        assertThat(always("email_consent = yes").interpret("blue whales", DECEMBER))
                .isInstanceOf(Outcome.Failed.class);
    }

    private PromptInterpreter always(String condition) throws IOException {
        Catalogue catalogue = catalogue(condition);
        return RequiringInterpreter.around(new GrammarInterpreter(catalogue), catalogue);
    }

    private Catalogue catalogue(String always) throws IOException {
        String yaml = Files.readString(Path.of("config/catalogue.yaml")) + "\nalways: " + always + "\n";
        return CatalogueReader.read(Files.writeString(folder.resolve("catalogue.yaml"), yaml));
    }

    private static String criteria(PromptInterpreter interpreter, String prompt, PromptInterpreter.Context context) {
        return interpreter
                .interpret(prompt, context)
                .fold(reading -> CriteriaText.of(reading.criteria()), failure -> failure.detail());
    }
}
