package io.customersegment.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.customersegment.config.Proxy;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Criteria;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.request.SegmentRequest;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that {@code toString} of our types contains no prompt, customer or secret, however it gets into a log or an exception. */
final class ToStringTest {

    private static final String ROOT = "io.customersegment.";

    /** Packages whose types contain configuration, counts or reports, but no data of requests or customers. */
    private static final List<String> CONFIGURATION =
            List.of("app.", "catalogue.", "config.", "http.", "local.broker.", "text.");

    /** Types in other packages that contain configuration, counts or reports. Each of them would print a mark. */
    private static final Set<String> CONFIGURED = Set.of(
            "authoring.CatalogueDiff",
            "authoring.CatalogueSummary",
            "authoring.ColumnChange",
            "cli.Example",
            "cli.InputFile",
            "client.Replay$Refusals",
            "client.ReplaySelection$Refused",
            "console.Pages$File",
            "console.Route",
            "fleet.BudgetShares$Entry",
            "fleet.InternalTopic",
            "fleet.SharedBudget$Earlier",
            "local.data.CatalogueConstraints$Promise",
            "local.data.DataProblems$Problem",
            "local.data.NumberDraw$Range",
            "local.emulator.EmulatorSettings",
            "local.emulator.FilterExpression",
            "local.emulator.FilterExpression$Clause",
            "local.emulator.FilterExpression$Compare",
            "local.emulator.FilterExpression$TextIn",
            "local.emulator.FilterGroup$Entry",
            "local.emulator.FilterParser$Token",
            "local.emulator.ServiceError",
            "local.emulator.Setup",
            "personalize.AwsSources$FoundRegion",
            "personalize.ControlPlane$Campaign",
            "personalize.ControlPlane$DeployedFilter",
            "personalize.ControlPlane$FilterContent",
            "plan.FilterLimits$Broken",
            "plan.ItemField",
            "prompt.Cover$Standing",
            "prompt.Grammar$Rule",
            "prompt.Lexicon$Lexeme",
            "prompt.NearPhrases$Near",
            "prompt.NearPhrases$Offer",
            "prompt.NearPhrases$Scored",
            "wire.BudgetDemand");

    /** Types that consist of whole stages and clocks, which cannot be made from marks. */
    private static final Set<String> UNMADE = Set.of(
            "console.PublishedRequest$Answered",
            "topology.ArrivalTime",
            "topology.Audit",
            "topology.Disclosure",
            "topology.EnrichSetup",
            "topology.SuppressionTable$Builder");

    @Test
    void shouldSayNothingOfPromptsAndCustomers() throws Exception {
        Map<String, String> telling = new TreeMap<>();
        int silent = 0;
        for (Class<?> type : typesWithText()) {
            String text = new MarkedValues().of(type).toString();
            if (Marks.find(text) == null) {
                silent++;
            } else {
                telling.put(type.getName().substring(ROOT.length()), text);
            }
        }

        assertThat(telling.keySet()).as("%s", telling).isEqualTo(CONFIGURED);
        assertThat(silent).isGreaterThan(70);
    }

    @Test
    void shouldSayNoSecret() {
        Proxy proxy = new Proxy("proxy", 3128, false, Marks.WORD, Marks.WORD, Set.of());
        Map<String, String> overrides = Map.of("sasl.jaas.config", Marks.WORD, "ssl.key.password", Marks.WORD);
        Settings.Pseudonym pseudonym = new Settings.Pseudonym("", Marks.WORD);
        Settings.Kafka kafka =
                new Settings.Kafka("localhost:9092", "name", Settings.Guarantee.AT_LEAST_ONCE, 1, overrides);
        BrokerSettings broker = new BrokerSettings(0, null, overrides);

        assertThat(Stream.of(proxy, pseudonym, kafka, broker).map(Object::toString))
                .noneMatch(text -> Marks.find(text) != null)
                .anyMatch(text -> text.contains("sasl.jaas.config"));
    }

    /** Returns all records, and all classes with a {@code toString} of their own. */
    private static List<Class<?>> typesWithText() {
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter().importPackages(ROOT.substring(0, ROOT.length() - 1))) {
            if (!isMain(found)) {
                continue;
            }
            Class<?> type = found.reflect();
            String name = type.getName().substring(ROOT.length());
            boolean writes = type.isRecord() || declaresToString(type);
            if (writes && CONFIGURATION.stream().noneMatch(name::startsWith) && !UNMADE.contains(name)) {
                types.add(type);
            }
        }
        assertThat(types).contains(Criteria.class, SegmentRequest.class);
        return types;
    }

    private static boolean isMain(JavaClass type) {
        String tests = ToStringTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return type.getSource()
                .map(source -> !source.getUri().getPath().startsWith(tests))
                .orElse(false);
    }

    private static boolean declaresToString(Class<?> type) {
        if (type.isEnum() || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return false;
        }
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("toString") && method.getParameterCount() == 0);
    }
}
