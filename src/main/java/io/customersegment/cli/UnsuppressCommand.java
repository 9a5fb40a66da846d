package io.customersegment.cli;

import io.customersegment.client.SuppressionList;
import io.customersegment.config.Settings;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code unsuppress}: lifts suppressions. */
@Command(
        name = "unsuppress",
        description = {
            "Let answers hold customers again who were suppressed.",
            "Exits with 3 if one of them is not suppressed: the id may be misspelt, and somebody else still be suppressed."
        },
        mixinStandardHelpOptions = true)
final class UnsuppressCommand implements Callable<Integer> {

    @Mixin
    private final CustomersOption customers = new CustomersOption();

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Set<String> ids = customers.required();
        Settings settings = options.read(Map.of(), cluster.settings());
        SuppressionList list = new SuppressionList(settings);
        Set<String> known = new LinkedHashSet<>(ids);
        known.retainAll(list.all().keySet());
        list.publish(known, null);
        PrintWriter out = spec.commandLine().getOut();
        out.println(known.size() + (known.size() == 1 ? " suppression is" : " suppressions are") + " lifted");
        ids.stream().filter(id -> !known.contains(id)).forEach(id -> out.println(id + " was not suppressed"));
        return known.size() == ids.size() ? Main.OK : Main.INCOMPLETE;
    }
}
