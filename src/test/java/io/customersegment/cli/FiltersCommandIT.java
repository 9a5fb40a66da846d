package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.app.Wiring;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.Dataset;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import io.customersegment.local.emulator.Setup;
import io.customersegment.plan.FilterTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real SDK against the emulator's control plane. */
@Timeout(120)
final class FiltersCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUP = "arn:aws:personalize:us-east-1:000000000000:dataset-group/customer-segment";
    private static final String FILTER = "arn:aws:personalize:us-east-1:000000000000:filter/";
    private static final Dataset DATASET = SampleData.asOf(SampleData.DAY).dataset();
    private static final List<FilterTemplate> NEEDED = Wiring.from(SettingsReader.read(null, Map.of(), Map.of()))
            .templates()
            .all();
    private static final FilterTemplate FIRST = NEEDED.get(0);
    private static final Setup QUICK = Setup.standard().withFilterCreation(Duration.ofMillis(100));

    private final List<Emulator> started = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("unset");

    @AfterEach
    void stop() {
        started.forEach(Emulator::close);
    }

    @Test
    void shouldCreateAllAndAnswerRequestsWithThem() throws Exception {
        Emulator emulator = emulator(List.of());

        Invocation applied = filters(emulator, "--apply");

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.lines())
                .containsExactlyElementsOf(NEEDED.stream()
                        .map(filter -> "+ " + filter.name() + "  created")
                        .toList());
        assertThat(applied.err()).contains("filters: ").contains("30 created");
        assertThat(answerOfThePipeline(emulator).segment()).isTrue();
    }

    private Answer answerOfThePipeline(Emulator emulator) throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings = SettingsReader.read(
                    null,
                    Map.of(),
                    Map.of(
                            "bootstrap.servers", broker.bootstrapServers(),
                            "personalize.endpoint", emulator.endpoint().toString(),
                            "kafka.state.dir", folder.toString(),
                            "http.port", "-1"));
            try (Admin admin = SegmentService.admin(settings.kafka())) {
                TopicDeclarations.named(settings.topics()).create(admin, Map.of());
            }
            try (SegmentService service = SegmentService.start(settings);
                    SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
                service.awaitRunning();
                return client.send(
                                null, "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8), null, Map.of())
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void shouldChangeNothingWhenAppliedOnceMore() {
        Emulator emulator = emulator(List.of());
        Invocation missing = filters(emulator, "--diff");
        filters(emulator, "--apply");

        Invocation again = filters(emulator, "--apply");
        Invocation diff = filters(emulator, "--diff");

        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.lines()).hasSize(30).allMatch(line -> line.matches("\\+ \\S+ {2}missing"));
        assertThat(again.exitCode()).isZero();
        assertThat(again.lines()).hasSize(30).allMatch(line -> line.matches("= \\S+ {2}there"));
        assertThat(diff.exitCode()).isZero();
        assertThat(diff.out()).isEqualTo(again.out());
    }

    @Test
    void shouldNotWaitLongerThanItIsTold() {
        Emulator emulator = emulator(List.of());
        emulator.setup(Setup.standard().withFilterCreation(Duration.ofHours(1)));

        Invocation applied = filters(emulator, "--apply", "--wait-seconds", "0");
        Invocation diff = filters(emulator, "--diff");

        assertThat(applied.exitCode()).isEqualTo(3);
        assertThat(applied.lines()).hasSize(30).allMatch(line -> line.endsWith("is being created (CREATE PENDING)"));
        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(diff.out()).isEqualTo(applied.out());
    }

    @Test
    void shouldLeaveAFilterOfTheSameNameWithAnotherExpression() {
        Emulator emulator = emulator(
                List.of(new FilterTemplate(FIRST.name(), List.of(), "INCLUDE ItemID WHERE Items.SHARD >= $SHARD_MIN")));

        Invocation applied = filters(emulator, "--apply");

        assertThat(applied.exitCode()).isEqualTo(3);
        assertThat(applied.lines())
                .startsWith(
                        "! " + FIRST.name() + "  has another expression than the catalogue needs; delete it and apply"
                                + " again: aws personalize delete-filter --filter-arn " + FILTER + FIRST.name())
                .filteredOn(line -> line.endsWith("  created"))
                .hasSize(29);
    }

    @Test
    void shouldNameTheFilterWhoseCreationFailedAndWhy() {
        Emulator emulator = emulator(List.of());
        emulator.setup(QUICK.withFailingFilters(Set.of(FIRST.name())));

        Invocation applied = filters(emulator, "--apply");

        assertThat(applied.exitCode()).isEqualTo(3);
        assertThat(applied.lines().get(0))
                .startsWith(
                        "! " + FIRST.name() + "  cannot be used (CREATE FAILED: The emulator is configured to fail its"
                                + " creation); delete it and apply again: aws personalize delete-filter");
        assertThat(applied.err()).contains("1 failed");
    }

    @Test
    void shouldShowWhatNobodyNeedsAnyMoreAndDeleteNothing() {
        String old = "customer-segment-31-0123abcd";
        List<FilterTemplate> there =
                Stream.concat(NEEDED.stream().skip(1), Stream.of(other(old))).toList();
        Emulator emulator = emulator(there);

        Invocation diff = filters(emulator, "--diff");

        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(diff.lines())
                .hasSize(31)
                .startsWith("+ " + FIRST.name() + "  missing")
                .endsWith("- " + old + "  not needed by this catalogue; unless another deployment uses it, delete it:"
                        + " aws personalize delete-filter --filter-arn " + FILTER + old);
    }

    @Test
    void shouldCreateNothingWhereTheDatasetGroupHasNoRoom() {
        String old = "customer-segment-31-0123abcd";
        List<FilterTemplate> there = Stream.concat(
                        Stream.of(other(old)), IntStream.range(0, 4).mapToObj(i -> other("mine-" + i)))
                .toList();
        Emulator emulator = emulator(there);

        Invocation applied = filters(emulator, "--apply");
        Invocation diff = filters(emulator, "--diff");

        assertThat(applied.exitCode()).isEqualTo(1);
        assertThat(applied.err())
                .contains("has 5 filters and 30 are missing, but it holds at most 30")
                .contains("delete-filter --filter-arn " + FILTER + old)
                .doesNotContain("mine-");
        assertThat(diff.lines()).filteredOn(line -> line.endsWith("missing")).hasSize(30);
    }

    @Test
    void shouldBeSafeInTwoPlacesAtOnce() {
        Emulator emulator = emulator(List.of());

        CompletableFuture<Invocation> other = CompletableFuture.supplyAsync(() -> filters(emulator, "--apply"));
        Invocation one = filters(emulator, "--apply");

        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(other.join().exitCode()).as(other.join().err()).isZero();
        assertThat(filters(emulator, "--diff").exitCode()).isZero();
    }

    @Test
    void shouldWaitOutThrottling() {
        Emulator emulator = emulator(List.of());
        emulator.setup(QUICK.withThrottled(2));

        Invocation applied = filters(emulator, "--apply");

        assertThat(applied.exitCode()).as(applied.err()).isZero();
    }

    @Test
    void shouldNameThePermissionThatIsMissing() {
        Emulator emulator = emulator(List.of());
        emulator.setup(QUICK.withDenied(Set.of("CreateFilter")));

        Invocation applied = filters(emulator, "--apply");

        assertThat(applied.exitCode()).isEqualTo(1);
        assertThat(applied.err()).contains("lack personalize:CreateFilter on dataset group " + GROUP);
    }

    @Test
    void shouldNameADatasetGroupThatDoesNotExist() {
        Invocation diff = Invocation.of(
                "filters",
                "--diff",
                "--set",
                "personalize.endpoint=" + emulator(List.of()).endpoint(),
                "--dataset-group-arn",
                GROUP + "-2");

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.err()).contains("There is no dataset group " + GROUP + "-2");
    }

    @Test
    void shouldSayThatNothingAnswers() {
        Invocation diff = Invocation.of(
                "filters", "--diff", "--set", "personalize.endpoint=http://127.0.0.1:1", "--dataset-group-arn", GROUP);

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.err()).contains("refuses connections").contains("personalize.endpoint");
    }

    @Test
    void shouldPreferTheSdksOwnAddressOfTheControlPlane() {
        Emulator emulator = emulator(NEEDED);
        System.setProperty("aws.endpointUrlPersonalize", emulator.endpoint().toString());
        try {
            Invocation diff = Invocation.of(
                    "filters",
                    "--diff",
                    "--set",
                    "personalize.endpoint=http://127.0.0.1:1",
                    "--dataset-group-arn",
                    GROUP);

            assertThat(diff.exitCode()).as(diff.err()).isZero();
        } finally {
            System.clearProperty("aws.endpointUrlPersonalize");
        }
    }

    @Test
    void shouldPrintJson() throws IOException {
        Emulator emulator = emulator(List.of(other("customer-segment-31-0123abcd"), FIRST));

        Invocation diff = filters(emulator, "--diff", "--json");

        JsonNode first = JSON.readTree(diff.lines().get(0));
        JsonNode last = JSON.readTree(diff.lines().get(30));
        assertThat(first.path("name").asText()).isEqualTo(FIRST.name());
        assertThat(first.path("state").asText()).isEqualTo("active");
        assertThat(first.path("filter_arn").asText()).isEqualTo(FILTER + FIRST.name());
        assertThat(last.path("state").asText()).isEqualTo("unneeded");
        assertThat(last.path("remedy").asText()).contains("delete-filter");
    }

    private static FilterTemplate other(String name) {
        return new FilterTemplate(name, List.of(), "INCLUDE ItemID WHERE Items.SHARD = 1");
    }

    private Emulator emulator(List<FilterTemplate> there) {
        Emulator emulator = Emulator.start(EmulatorSettings.onPort(0), DATASET, there);
        emulator.setup(QUICK);
        started.add(emulator);
        return emulator;
    }

    private static Invocation filters(Emulator emulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "filters", "--dataset-group-arn", GROUP, "--set", "personalize.endpoint=" + emulator.endpoint()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }
}
