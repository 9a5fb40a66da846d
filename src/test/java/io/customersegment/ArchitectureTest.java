package io.customersegment;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** The architecture of the application: which packages may depend on which, and which library may be used where. */
@AnalyzeClasses(packages = "io.customersegment", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ROOT = "io.customersegment.";

    // spotless:off
    @ArchTest
    static final ArchRule DEPENDENCIES = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("cli").definedBy(ROOT + "cli..")
            .layer("console").definedBy(ROOT + "console..")
            .layer("authoring").definedBy(ROOT + "authoring..")
            .layer("client").definedBy(ROOT + "client..")
            .layer("local").definedBy(ROOT + "local..")
            .layer("app").definedBy(ROOT + "app..")
            .layer("fleet").definedBy(ROOT + "fleet..")
            .layer("topology").definedBy(ROOT + "topology..")
            .layer("wire").definedBy(ROOT + "wire..")
            .layer("personalize").definedBy(ROOT + "personalize..")
            .layer("enrich").definedBy(ROOT + "enrich..")
            .layer("plan").definedBy(ROOT + "plan..")
            .layer("prompt").definedBy(ROOT + "prompt..")
            .layer("criteria").definedBy(ROOT + "criteria..")
            .layer("request").definedBy(ROOT + "request..")
            .layer("catalogue").definedBy(ROOT + "catalogue..")
            .layer("outcome").definedBy(ROOT + "outcome..")
            .layer("config").definedBy(ROOT + "config..")
            .layer("http").definedBy(ROOT + "http..")
            .layer("text").definedBy(ROOT + "text..")
            .whereLayer("cli").mayOnlyAccessLayers("console", "authoring", "text", "client", "local", "app", "wire", "personalize", "enrich", "plan", "prompt", "criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("console").mayOnlyAccessLayers("text", "client", "app", "wire", "plan", "prompt", "criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("authoring").mayOnlyAccessLayers("text", "app", "prompt", "criteria", "catalogue", "plan", "outcome")
            .whereLayer("client").mayOnlyAccessLayers("wire", "config")
            .whereLayer("local").mayOnlyAccessLayers("http", "plan", "criteria", "request", "catalogue", "config")
            .whereLayer("app").mayOnlyAccessLayers("http", "text", "fleet", "topology", "wire", "personalize", "enrich", "plan", "prompt", "criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("fleet").mayOnlyAccessLayers("wire", "enrich", "plan", "outcome", "config")
            .whereLayer("topology").mayOnlyAccessLayers("text", "wire", "enrich", "plan", "prompt", "criteria", "request", "outcome", "config")
            .whereLayer("wire").mayOnlyAccessLayers("text", "enrich", "criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("personalize").mayOnlyAccessLayers("enrich", "plan", "catalogue", "outcome", "config")
            .whereLayer("enrich").mayOnlyAccessLayers("plan", "criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("plan").mayOnlyAccessLayers("criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("prompt").mayOnlyAccessLayers("text", "criteria", "request", "catalogue", "outcome", "config")
            .whereLayer("criteria").mayOnlyAccessLayers("request", "catalogue")
            .whereLayer("request").mayOnlyAccessLayers("text", "outcome", "config")
            .whereLayer("catalogue").mayOnlyAccessLayers("text")
            .whereLayer("outcome").mayNotAccessAnyLayer()
            .whereLayer("config").mayOnlyAccessLayers("text")
            .whereLayer("http").mayNotAccessAnyLayer()
            .whereLayer("text").mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.customersegment.(*)..").should().beFreeOfCycles();

    @ArchTest static final ArchRule AWS = only("the AWS SDK", "software.amazon.awssdk..", "personalize", "app");
    @ArchTest static final ArchRule STREAMS = only("Kafka Streams", "org.apache.kafka.streams..", "topology", "app");
    @ArchTest static final ArchRule CAFFEINE = only("Caffeine", "com.github.benmanes.caffeine..", "topology", "enrich", "fleet", "app", "console");
    @ArchTest static final ArchRule JETTY = only("Jetty", "org.eclipse.jetty..", "console");
    @ArchTest static final ArchRule RESILIENCE = only("Resilience4j", "io.github.resilience4j..", "enrich", "app");
    @ArchTest static final ArchRule METRICS = only("Micrometer", "io.micrometer..", "enrich", "fleet", "app");
    @ArchTest static final ArchRule PICOCLI = only("picocli", "picocli..", "cli");
    @ArchTest static final ArchRule SCHEMA = only("the JSON Schema validator", "com.networknt..", "request", "catalogue", "app");
    @ArchTest static final ArchRule YAML = only("the YAML parser", "org.yaml.snakeyaml..", "catalogue");
    @ArchTest static final ArchRule NETTY = only("Netty", "io.netty..", "http", "local");
    @ArchTest static final ArchRule BROKER = only("the broker", "kafka..", "local");
    @ArchTest static final ArchRule JACKSON = only("Jackson", "com.fasterxml.jackson..", "text", "request", "wire", "catalogue", "prompt", "app", "local", "authoring", "cli", "console");
    // spotless:on

    @ArchTest
    static final ArchRule ENVIRONMENT = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "config..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class);

    @ArchTest
    static final ArchRule STANDARD_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethodWhere(describe("Thread.sleep", call -> targets(call, Thread.class, "sleep")));

    @ArchTest
    static final ArchRule CLOCKS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "app..", ROOT + "cli..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule WAITING = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "topology..", ROOT + "app..", ROOT + "cli..", ROOT + "client..", ROOT + "local..")
            .should()
            .callMethodWhere(describe(
                    "a wait for a future",
                    call -> targets(call, CompletableFuture.class, "join")
                            || targets(call, CompletableFuture.class, "get")
                            || targets(call, Future.class, "get")));

    @ArchTest
    static final ArchRule NAMES = noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Constants)");

    @ArchTest
    static final ArchRule PURE = noClasses()
            .that(resideInAnyPackage(ROOT + "request..", ROOT + "prompt..", ROOT + "plan.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.slf4j.."));

    private static ArchRule only(String library, String packages, String... owners) {
        String[] allowed = new String[owners.length];
        for (int i = 0; i < owners.length; i++) {
            allowed[i] = ROOT + owners[i] + "..";
        }
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat(resideInAPackage(packages))
                .as("only " + String.join(", ", owners) + " may touch " + library);
    }

    private static boolean targets(JavaAccess<?> call, Class<?> owner, String method) {
        return call.getTarget().getOwner().isEquivalentTo(owner)
                && call.getTarget().getName().equals(method);
    }
}
