package io.customersegment.app;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueFile;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.plan.QueryPlanner;
import io.customersegment.prompt.GrammarInterpreter;
import io.customersegment.prompt.PlainWords;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.RequiringInterpreter;
import io.customersegment.prompt.ReservedPhrases;
import io.customersegment.request.RequestValidator;
import io.customersegment.text.EditDistance;
import java.nio.file.Path;
import java.util.List;

/**
 * The pure stages built from the settings, which the processor runs and {@code explain} shows.
 *
 * @param words writes criteria in plain words
 * @param catalogueVersion the version of the catalogue from which the stages are built
 */
public record Wiring(
        RequestValidator validator,
        PromptInterpreter interpreter,
        FilterTemplates templates,
        QueryPlanner planner,
        PlainWords words,
        String catalogueVersion) {

    /**
     * Builds the stages from the settings.
     *
     * @throws IllegalArgumentException if the catalogue or the schema cannot be used; it names the file and the rule
     */
    public static Wiring from(Settings settings) {
        return of(catalogue(settings.request()), settings);
    }

    /**
     * Returns the configured catalogue, checked unless it is the built-in one.
     *
     * @throws IllegalArgumentException if it cannot be used
     */
    public static Catalogue catalogue(Settings.Request settings) {
        String file = settings.catalogueFile();
        return file.isEmpty()
                ? CatalogueReader.builtIn()
                : checked(Path.of(file)).catalogue();
    }

    /**
     * Builds the stages with another catalogue than the configured one.
     *
     * @throws IllegalArgumentException if the schema cannot be used
     */
    public static Wiring of(Catalogue catalogue, Settings settings) {
        FilterTemplates templates = FilterTemplates.from(catalogue);
        GrammarInterpreter interpreter = new GrammarInterpreter(catalogue);
        return new Wiring(
                validator(settings.request()),
                RequiringInterpreter.around(interpreter, catalogue),
                templates,
                new QueryPlanner(catalogue, templates, settings.plan(), disclosed(catalogue, settings.disclosure())),
                new PlainWords(catalogue, interpreter),
                catalogue.version());
    }

    /** Returns the columns that answers may show. */
    private static List<Column> disclosed(Catalogue catalogue, Settings.Disclosure settings) {
        if (settings.columns().isEmpty()) {
            return catalogue.columns();
        }
        List<String> names = catalogue.columns().stream().map(Column::name).toList();
        return settings.columns().stream()
                .map(name -> {
                    if (!names.contains(name)) {
                        throw new IllegalArgumentException("answer.columns names " + name
                                + ", which the catalogue does not have; did you mean "
                                + EditDistance.nearest(name, names) + "?");
                    }
                    return catalogue.column(name);
                })
                .toList();
    }

    /**
     * Returns the catalogue file together with everything in it that the stages refuse.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static CatalogueFile checked(Path file) {
        CatalogueFile checked = CatalogueFile.read(file);
        FilterTemplates.check(checked);
        ReservedPhrases.check(checked);
        if (checked.sound()) {
            RequiringInterpreter.check(checked, checked.catalogue());
        }
        return checked;
    }

    /**
     * Returns the configured validator, with the products that a request may name.
     *
     * @throws IllegalArgumentException if the schema cannot be used; it names the file and the rule
     */
    public static RequestValidator validator(Settings.Request settings) {
        String file = settings.schemaFile();
        return file.isEmpty()
                ? RequestValidator.builtIn(settings.promptMaxChars())
                : RequestValidator.read(Path.of(file), settings.promptMaxChars());
    }
}
