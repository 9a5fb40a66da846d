package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.FilterDeployment;
import io.customersegment.app.FilterState;
import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.personalize.ControlPlane;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.text.ExactJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code filters}: prints, compares or creates the Personalize filters that the catalogue needs. */
@Command(
        name = "filters",
        description = {
            "Print the Personalize filters that the catalogue needs, which calls nothing; or compare a dataset group's with them; or"
                    + " create those that are missing.",
            "--diff and --apply print a line for each filter: + missing or created, = there, ! there but not usable, - of another"
                    + " catalogue or an earlier version of this one. Nothing is deleted; the command that would is printed."
        },
        footer = {
            "",
            "--diff needs personalize:ListFilters on the dataset group and personalize:DescribeFilter on its filters, --apply"
                    + " personalize:CreateFilter as well. Credentials and region are found as by run. The address is that of"
                    + " personalize.endpoint, or of AWS_ENDPOINT_URL_PERSONALIZE."
        },
        mixinStandardHelpOptions = true)
final class FiltersCommand implements Callable<Integer> {

    @Option(
            names = "--json",
            description =
                    "Print a line of JSON for each: name, columns, expression; with --diff and --apply name, state, filter_arn,"
                            + " detail, remedy")
    private boolean json;

    @Option(
            names = "--dataset-group-arn",
            paramLabel = "ARN",
            description =
                    "The dataset group. Without --diff and --apply, print the AWS CLI's command that creates each in it")
    private @Nullable String datasetGroupArn;

    @Option(names = "--diff", description = "Compare only. Exits with 3 unless all that are needed are active")
    private boolean diff;

    @Option(
            names = "--apply",
            description =
                    "Create what is missing and wait until it is active. Exits with 3 if in the end one that is needed is not")
    private boolean apply;

    @Option(
            names = "--wait-seconds",
            paramLabel = "N",
            description = "How long --apply waits until the filters are active (default: ${DEFAULT-VALUE})")
    private int waitSeconds = 900;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final Progress progress = new Progress();

    private String shown = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.read();
        FilterTemplates templates = Wiring.from(settings).templates();
        if (!diff && !apply) {
            templates.all().forEach(this::show);
            return Main.OK;
        }
        if (datasetGroupArn == null) {
            throw wrong("--diff and --apply need --dataset-group-arn");
        }
        if (diff && apply) {
            throw wrong("--diff and --apply exclude each other");
        }
        if (waitSeconds < 0) {
            throw wrong("--wait-seconds must not be negative");
        }
        try (ControlPlane control = ControlPlane.open(settings.personalize())) {
            FilterDeployment filters = new FilterDeployment(control, datasetGroupArn, templates);
            List<FilterState> states =
                    apply ? filters.apply(Duration.ofSeconds(waitSeconds), this::showProgress) : filters.states();
            states.forEach(this::show);
            return states.stream().allMatch(FilterState::fits) ? Main.OK : Main.DIFFERS;
        }
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }

    private void showProgress(List<FilterState> states) {
        String counts = states.stream()
                .filter(state -> state.kind() != FilterState.Kind.UNNEEDED)
                .collect(Collectors.groupingBy(FilterState::kind, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                .collect(Collectors.joining(", "));
        if (!counts.equals(shown)) {
            progress.done("filters: " + counts);
            shown = counts;
        }
    }

    private static String word(FilterState.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void show(FilterState state) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(state.text());
            return;
        }
        ObjectNode line =
                ExactJson.MAPPER.createObjectNode().put("name", state.name()).put("state", word(state.kind()));
        if (state.arn() != null) {
            line.put("filter_arn", state.arn());
        }
        if (!state.detail().isEmpty()) {
            line.put("detail", state.detail());
        }
        String remedy = state.remedy();
        out.println(remedy == null ? line : line.put("remedy", remedy));
    }

    private void show(FilterTemplate template) {
        PrintWriter out = spec.commandLine().getOut();
        if (datasetGroupArn != null) {
            out.println("aws personalize create-filter --name " + template.name() + " --dataset-group-arn "
                    + datasetGroupArn + " --filter-expression '" + template.expression() + "'");
        } else if (json) {
            var line = ExactJson.MAPPER.createObjectNode().put("name", template.name());
            template.columns().forEach(column -> line.withArray("columns").add(column.name()));
            out.println(line.put("expression", template.expression()));
        } else {
            out.println(template.name());
            out.println("  " + template.expression());
        }
    }
}
