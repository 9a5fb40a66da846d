package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.SuppressionList;
import io.customersegment.config.Settings;
import io.customersegment.text.ExactJson;
import io.customersegment.wire.Suppression;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suppressed}: lists the customers who may be in no answer. */
@Command(
        name = "suppressed",
        description = {
            "List the customers who may be in no answer, with why and until when; or say it of some.",
            "Exits with 3 if customers are named and one of them is not suppressed."
        },
        mixinStandardHelpOptions = true)
final class SuppressedCommand implements Callable<Integer> {

    @Mixin
    private final CustomersOption customers = new CustomersOption();

    @Option(names = "--json", description = "One JSON object a line")
    private boolean json;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.read(Map.of(), cluster.settings());
        Map<String, Suppression> all = new SuppressionList(settings).all();
        Set<String> asked = customers.given() ? customers.required() : all.keySet();
        Instant now = Instant.now();
        int inForce = 0;
        for (String id : asked) {
            Suppression suppression = all.get(id);
            boolean holds = suppression != null && holds(suppression, now);
            inForce += holds ? 1 : 0;
            if (suppression != null) {
                print(id, suppression, holds);
            } else if (!json) {
                spec.commandLine().getOut().println(id + "  not suppressed");
            }
        }
        if (!json && asked.isEmpty()) {
            spec.commandLine().getOut().println("Nobody is suppressed");
        }
        return customers.given() && inForce < asked.size() ? Main.INCOMPLETE : Main.OK;
    }

    private static boolean holds(Suppression suppression, Instant now) {
        return suppression.until() == null || now.isBefore(suppression.until());
    }

    private void print(String id, Suppression suppression, boolean holds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode line = ExactJson.MAPPER.createObjectNode();
            line.put("customer_id", id);
            line.put("reason", suppression.reason());
            line.put(
                    "until",
                    suppression.until() == null ? null : suppression.until().toString());
            line.put("in_force", holds);
            out.println(line);
            return;
        }
        String end =
                suppression.until() == null ? "permanent" : (holds ? "until " : "was until ") + suppression.until();
        out.println(id + "  " + end + (suppression.reason() == null ? "" : "  " + suppression.reason()));
    }
}
