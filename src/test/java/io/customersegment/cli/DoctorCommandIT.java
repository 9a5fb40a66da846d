package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.app.Wiring;
import io.customersegment.app.doctor.Check;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.Dataset;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check of {@code doctor}, once passing and once failing, with the real SDK and the real admin client. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoctorCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "arn:aws:personalize:us-east-1:000000000000:";
    private static final String GROUP = ACCOUNT + "dataset-group/customer-segment";
    private static final Dataset DATASET = SampleData.asOf(SampleData.DAY).dataset();

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final Emulator emulator = Emulator.start(
            EmulatorSettings.onPort(0),
            DATASET,
            Wiring.from(SettingsReader.read(null, Map.of(), Map.of()))
                    .templates()
                    .all());
    private final Emulator withoutFilters = Emulator.start(EmulatorSettings.onPort(0), DATASET, List.of());

    @TempDir
    private Path folder = Path.of("unset");

    DoctorCommandIT() {
        Invocation.of("topics", "apply", "--bootstrap-servers", broker.bootstrapServers());
        broker.create(2, "narrow-results");
    }

    @BeforeEach
    void behave() {
        emulator.faults(Faults.none());
        emulator.setup(Setup.standard());
    }

    @AfterAll
    void stop() {
        emulator.close();
        withoutFilters.close();
        broker.close();
    }

    @Test
    void shouldFindEverythingInOrder() {
        long calls = emulator.calls();

        Invocation doctor = doctor();

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.lines()).hasSameSizeAs(Check.values()).allMatch(line -> line.startsWith("ok    "));
        assertThat(doctor.lines())
                .extracting(line -> line.split(" +", -1)[1])
                .containsExactlyElementsOf(
                        Stream.of(Check.values()).map(Check::word).toList());
        assertThat(line(doctor, "group")).contains("there is no group customer-segment yet");
        assertThat(emulator.calls()).isEqualTo(calls + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "personalize.campaign.arn=arn:aws:personalize:us-east-1:000000000000:campaign/none | FAIL | campaign |"
                        + " There is no campaign | set personalize.campaign.arn",
                "personalize.filter.arn.prefix=arn:aws:personalize:us-east-1:111111111111:filter/ | FAIL | filter-prefix |"
                        + " is arn:aws:personalize:us-east-1:111111111111:filter/ | begin with"
                        + " arn:aws:personalize:us-east-1:000000000000:filter/",
                "enrich.calls.per.second=501 | warn | throughput | enrich.calls.per.second 501 | no more than 500",
                "result.topic=nowhere | FAIL | topics | nowhere | topics apply",
                "result.topic=narrow-results | warn | topics | partitions 2, declared 4 | topics apply",
                "kafka.producer.max.request.size=2000000 | FAIL | message-size | Answers have up to 2000000 bytes |"
                        + " raise its max.message.bytes",
                "catalogue.file=nowhere.yaml | FAIL | catalogue | nowhere.yaml | nowhere.yaml",
                "catalogue.file=config/catalogue.yaml | warn | schema | built in: 9 car models | set request.schema.file",
                "request.schema.file=nowhere.json | FAIL | schema | nowhere.json | nowhere.json",
                "foo=1 | FAIL | settings | Unknown setting foo | kafka."
            })
    void shouldSayWhatIsWrongWithASetting(String setting, String status, String check, String found, String remedy) {
        Invocation doctor = doctor("--set", setting);

        assertThat(line(doctor, check)).startsWith(status).contains(found).contains(remedy);
        assertThat(doctor.exitCode()).isEqualTo(status.equals("FAIL") ? 3 : 0);
        assertThat(doctor.lines()).hasSameSizeAs(Check.values());
    }

    @Test
    void shouldTellACampaignThatIsNotActive() {
        emulator.setup(Setup.standard().withStatus("CREATE IN_PROGRESS"));

        Invocation doctor = doctor();

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(line(doctor, "campaign")).startsWith("FAIL").contains("CREATE IN_PROGRESS; wait until");
        assertThat(line(doctor, "metadata")).isEqualTo("skip  metadata       because of campaign");
        assertThat(line(doctor, "probe")).endsWith("because of campaign");
        assertThat(line(doctor, "filters")).startsWith("ok");
        assertThat(line(doctor, "topics")).startsWith("ok");
    }

    @Test
    void shouldTellACampaignWithoutMetadata() {
        emulator.setup(Setup.standard().withMetadata(false));

        Invocation doctor = doctor();

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(line(doctor, "metadata"))
                .startsWith("FAIL")
                .contains("update-campaign --campaign-arn " + ACCOUNT + "campaign/customer-segment");
    }

    @Test
    void shouldWarnOfARateThatTheCampaignDoesNotProvision() {
        emulator.setup(Setup.standard().withMinTps(1));

        Invocation doctor = doctor();

        assertThat(doctor.exitCode()).isZero();
        assertThat(line(doctor, "throughput"))
                .startsWith("warn")
                .contains("minProvisionedTPS is 1, enrich.calls.per.second 400");
    }

    @Test
    void shouldTellFiltersThatAreMissingOrPending() {
        String endpoint = "personalize.endpoint=" + withoutFilters.endpoint();
        withoutFilters.setup(Setup.standard().withFilterCreation(Duration.ofHours(1)));

        Invocation missing = doctor("--set", endpoint);
        Invocation.of(
                "filters",
                "--apply",
                "--wait-seconds",
                "0",
                "--dataset-group-arn",
                GROUP,
                "--set",
                endpoint,
                "--quiet");
        Invocation pending = doctor("--set", endpoint);

        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(line(missing, "filters"))
                .startsWith("FAIL  filters        30 of 30 cannot be used: + customer-segment-01-")
                .contains("missing")
                .endsWith("and 27 more; customer-segment filters --dataset-group-arn " + GROUP + " --apply");
        assertThat(line(missing, "probe")).endsWith("because of filters");
        assertThat(pending.exitCode()).isEqualTo(3);
        assertThat(line(pending, "filters")).contains("CREATE PENDING").endsWith("; wait until they are ACTIVE");
    }

    @Test
    void shouldTellAnEmptyCampaignFromOneThatDoesNotAnswer() {
        emulator.faults(Faults.none().withNext(Fault.EMPTY, 1));
        Invocation empty = doctor();
        emulator.faults(Faults.none().withNext(Fault.INTERNAL_FAILURE, 1));
        Invocation failing = doctor();

        assertThat(empty.exitCode()).isEqualTo(3);
        assertThat(line(empty, "probe"))
                .startsWith("FAIL")
                .contains("knows nobody")
                .contains("import items");
        assertThat(failing.exitCode()).isEqualTo(3);
        assertThat(line(failing, "probe")).startsWith("FAIL").contains("Personalize failed");
    }

    @Test
    void shouldMakeNoBilledCallWithoutAProbe() {
        long calls = emulator.calls();

        Invocation doctor = doctor("--no-probe");

        assertThat(doctor.exitCode()).isZero();
        assertThat(line(doctor, "probe")).startsWith("skip");
        assertThat(emulator.calls()).isEqualTo(calls);
    }

    @Test
    void shouldTellThatNoBrokerAnswersAndCheckTheRest() {
        Invocation doctor = Invocation.of(
                "doctor",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--set",
                "kafka.default.api.timeout.ms=2000",
                "--set",
                "kafka.request.timeout.ms=1000",
                "--set",
                "personalize.endpoint=" + emulator.endpoint());

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(line(doctor, "broker"))
                .startsWith("FAIL")
                .contains("127.0.0.1:1 does not answer")
                .contains("check bootstrap.servers");
        assertThat(line(doctor, "topics")).endsWith("because of broker");
        assertThat(line(doctor, "probe")).startsWith("ok");
    }

    @Test
    void shouldNameThePermissionsThatDoctorLacksAndFailNothing() {
        emulator.setup(Setup.standard().withDenied(Set.of("DescribeCampaign")));

        Invocation alone = doctor();
        Invocation told = doctor("--dataset-group-arn", GROUP);

        assertThat(alone.exitCode()).isZero();
        assertThat(line(alone, "campaign"))
                .startsWith("warn")
                .contains("lack personalize:DescribeCampaign on campaign")
                .endsWith("; allow it to doctor; run does not need it");
        assertThat(line(alone, "filters")).startsWith("skip");
        assertThat(line(alone, "probe")).startsWith("ok");
        assertThat(line(told, "filters")).startsWith("ok");
    }

    @Test
    void shouldTellHowManyRequestsWaitForAnInstance() throws Exception {
        broker.create(4, "waiting-requests");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>("waiting-requests", i % 2, null, new byte[] {1}))
                        .get();
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicPartition partition = new TopicPartition("waiting-requests", 0);
            admin.alterConsumerGroupOffsets("waiting", Map.of(partition, new OffsetAndMetadata(1)))
                    .all()
                    .get();
        }

        Invocation doctor = doctor("--set", "request.topic=waiting-requests", "--set", "application.id=waiting");

        assertThat(line(doctor, "group"))
                .isEqualTo("ok    group          group waiting has no members: run is not running, 2 requests behind");
    }

    @Test
    void shouldTellADatasetGroupThatIsNotTheCampaigns() {
        Invocation doctor = doctor("--dataset-group-arn", GROUP + "-2");

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(line(doctor, "dataset-group"))
                .startsWith("FAIL")
                .contains("belongs to " + GROUP + ", not to " + GROUP + "-2");
    }

    @Test
    void shouldNameTheFileAndTheRuleThatACatalogueBreaks() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("shop.yaml"), "columns: []\n");

        Invocation doctor = doctor("--set", "catalogue.file=" + catalogue);

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(line(doctor, "catalogue")).startsWith("FAIL").contains(catalogue.toString());
        assertThat(line(doctor, "filters")).endsWith("because of catalogue");
        assertThat(line(doctor, "schema")).startsWith("warn");
    }

    @Test
    void shouldWarnOfTheBuiltInCatalogueBesideARequestSchemaOfItsOwn() {
        Invocation doctor =
                doctor("--no-probe", "--set", "request.schema.file=config/examples/gym/request.schema.json");

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(line(doctor, "schema"))
                .startsWith("warn")
                .contains("the built-in catalogue is used with a request schema of your own");
    }

    @Test
    void shouldPrintJson() throws IOException {
        emulator.setup(Setup.standard().withMetadata(false));

        Invocation doctor = doctor("--json");

        assertThat(doctor.exitCode()).isEqualTo(3);
        for (String line : doctor.lines()) {
            var json = JSON.readTree(line);
            assertThat(json.path("status").asText())
                    .isEqualTo(
                            switch (json.path("check").asText()) {
                                case "metadata" -> "fail";
                                case "probe" -> "skip";
                                default -> "ok";
                            });
            assertThat(json.path("found").asText()).isNotEmpty();
            assertThat(json.has("remedy"))
                    .isEqualTo(json.path("status").asText().equals("fail"));
        }
    }

    private static String line(Invocation doctor, String check) {
        return doctor.lines().stream()
                .filter(line -> line.split(" +", -1)[1].equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Invocation doctor(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "doctor",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--set",
                "personalize.endpoint=" + emulator.endpoint()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }
}
