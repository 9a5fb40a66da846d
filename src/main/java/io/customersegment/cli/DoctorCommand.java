package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.app.doctor.Doctor;
import io.customersegment.app.doctor.Finding;
import io.customersegment.text.ExactJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: checks a set-up, and reports what to do about problems. */
@Command(
        name = "doctor",
        description = {
            "Check the settings, Amazon Personalize and the Kafka cluster, and say what to do.",
            "A line for each check: ok, warn, FAIL or skip, what was found, and the remedy. Nothing is changed. Exits with 3 if"
                    + " something fails; warnings are allowed."
        },
        footer = {
            "",
            "Beyond run, doctor needs personalize:DescribeCampaign, personalize:DescribeSolutionVersion, personalize:ListFilters and"
                    + " personalize:DescribeFilter; and in a cluster that asks for permissions DescribeConfigs on the three topics."
                    + " What it may not look at is a warning and fails nothing."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print a line of JSON for each check: check, status, found, remedy")
    private boolean json;

    @Option(
            names = "--dataset-group-arn",
            paramLabel = "ARN",
            description = "The dataset group that has the filters; without it, that of the campaign")
    private @Nullable String datasetGroupArn;

    @Option(
            names = "--no-probe",
            description =
                    "Leave out the call of GetRecommendations, which is billed: one customer for the first car model")
    private boolean noProbe;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Finding> findings =
                Doctor.examine(() -> options.read(Map.of(), cluster.settings()), datasetGroupArn, !noProbe, this::show);
        return findings.stream().anyMatch(finding -> finding.status() == Finding.Status.FAIL) ? Main.DIFFERS : Main.OK;
    }

    private void show(Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(finding.line());
            out.flush();
            return;
        }
        ObjectNode line = ExactJson.MAPPER
                .createObjectNode()
                .put("check", finding.check().word())
                .put("status", finding.status().word().toLowerCase(Locale.ROOT))
                .put("found", finding.text());
        out.println(finding.remedy() == null ? line : line.put("remedy", finding.remedy()));
        out.flush();
    }
}
