package io.customersegment.cli;

import io.customersegment.app.Wiring;
import io.customersegment.plan.FilterTemplate;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code filters}: the Personalize filters that the catalogue needs. */
@Command(
        name = "filters",
        description = "Print the Personalize filters that the catalogue needs. Calls nothing.",
        mixinStandardHelpOptions = true)
final class FiltersCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print a line of JSON for each: name, columns, expression")
    private boolean json;

    @Option(
            names = "--dataset-group-arn",
            paramLabel = "ARN",
            description = "Print the AWS CLI's command that creates each in this dataset group")
    private @Nullable String datasetGroupArn;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<FilterTemplate> templates = Wiring.from(options.read()).templates().all();
        PrintWriter out = spec.commandLine().getOut();
        for (FilterTemplate template : templates) {
            if (datasetGroupArn != null) {
                out.println("aws personalize create-filter --name " + template.name() + " --dataset-group-arn "
                        + datasetGroupArn + " --filter-expression '" + template.expression() + "'");
            } else if (json) {
                var line = Requests.JSON.createObjectNode().put("name", template.name());
                template.columns().forEach(column -> line.withArray("columns").add(column.name()));
                out.println(line.put("expression", template.expression()));
            } else {
                out.println(template.name());
                out.println("  " + template.expression());
            }
        }
        return Main.OK;
    }
}
