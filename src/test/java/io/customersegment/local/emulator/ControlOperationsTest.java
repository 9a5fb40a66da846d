package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.ManualClock;
import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the JSON of the control plane: its answers, and the exact names of its errors. */
final class ControlOperationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "arn:aws:personalize:eu-west-1:123456789012:";
    private static final String GROUP = ACCOUNT + "dataset-group/shop";
    private static final String ADULTS = "INCLUDE ItemID WHERE Items.F0 >= $MIN";

    private final ManualClock clock = new ManualClock();
    private final Service service = new Service("shop", dataset(), List.of(), clock);

    private static Dataset dataset() {
        return new Dataset(
                IntStream.range(0, 30)
                        .mapToObj(i -> new Dataset.Field("F" + i, Dataset.Type.INT))
                        .toList(),
                List.of(),
                List.of());
    }

    @Test
    void shouldCreateAFilterThatBecomesActiveInTime() throws IOException {
        setUp(Setup.standard().withFilterCreation(Duration.ofSeconds(10)));

        JsonNode created = call("CreateFilter", filter("adults", ADULTS));

        String arn = created.path("filterArn").asText();
        assertThat(arn).isEqualTo(ACCOUNT + "filter/adults");
        assertThat(status(arn)).isEqualTo("CREATE PENDING");
        clock.advance(Duration.ofSeconds(5));
        assertThat(status(arn)).isEqualTo("CREATE IN_PROGRESS");
        assertThat(service.recommend(recommendations(arn), true).errorType()).isEqualTo("ResourceNotFoundException");
        clock.advance(Duration.ofSeconds(5));
        assertThat(status(arn)).isEqualTo("ACTIVE");
        assertThat(service.recommend(recommendations(arn), true).status()).isEqualTo(200);
    }

    @Test
    void shouldTellWhyCreationFailed() throws IOException {
        setUp(Setup.standard().withFailingFilters(Set.of("adults")).withFilterCreation(Duration.ZERO));

        call("CreateFilter", filter("adults", ADULTS));

        JsonNode described = call("DescribeFilter", "{\"filterArn\": \"" + ACCOUNT + "filter/adults\"}")
                .path("filter");
        assertThat(described.path("status").asText()).isEqualTo("CREATE FAILED");
        assertThat(described.path("failureReason").asText()).isNotEmpty();
        assertThat(described.path("filterExpression").asText()).isEqualTo(ADULTS);
        assertThat(described.path("datasetGroupArn").asText()).isEqualTo(GROUP);
        assertThat(described.path("creationDateTime").asDouble())
                .isEqualTo((double) clock.instant().getEpochSecond());
    }

    @Test
    void shouldListFiltersPageByPage() throws IOException {
        for (int i = 0; i < 5; i++) {
            call("CreateFilter", filter("f" + i, ADULTS));
        }
        List<String> names = new ArrayList<>();
        int pages = 0;
        String token = "";
        do {
            JsonNode page =
                    call("ListFilters", "{\"datasetGroupArn\": \"" + GROUP + "\", \"maxResults\": 2" + token + "}");
            page.path("Filters").forEach(filter -> names.add(filter.path("name").asText()));
            token = page.has("nextToken")
                    ? ", \"nextToken\": \"" + page.path("nextToken").asText() + "\""
                    : "";
            pages++;
        } while (!token.isEmpty());

        assertThat(names).containsExactly("f0", "f1", "f2", "f3", "f4");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void shouldDescribeTheCampaignAndItsDatasetGroup() throws IOException {
        setUp(Setup.standard().withMetadata(false).withMinTps(7));

        JsonNode campaign = call("DescribeCampaign", "{\"campaignArn\": \"" + ACCOUNT + "campaign/shop\"}")
                .path("campaign");
        JsonNode version = call(
                        "DescribeSolutionVersion",
                        "{\"solutionVersionArn\": \""
                                + campaign.path("solutionVersionArn").asText() + "\"}")
                .path("solutionVersion");

        assertThat(campaign.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(campaign.path("minProvisionedTPS").asInt()).isEqualTo(7);
        assertThat(campaign.path("campaignConfig")
                        .path("enableMetadataWithRecommendations")
                        .asBoolean(true))
                .isFalse();
        assertThat(version.path("datasetGroupArn").asText()).isEqualTo(GROUP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | INCLUDE ItemID WHERE Items.F0 = 1 | InvalidInputException",
                "odd | INCLUDE everyone | InvalidInputException",
                "odd | INCLUDE ItemID WHERE Items.HEIGHT > 1 | InvalidInputException",
                "there | INCLUDE ItemID WHERE Items.F0 = 1 | ResourceAlreadyExistsException"
            })
    void shouldRefuseAFilterWithTheServicesError(String name, String expression, String error) throws IOException {
        call("CreateFilter", filter("there", ADULTS));

        assertThat(refused("CreateFilter", filter(name, expression))).isEqualTo(error);
    }

    @Test
    void shouldRefuseFiltersAndFieldsPastTheLimits() throws IOException {
        String elevenFields = expression(0, 11);
        String tooLong = "INCLUDE ItemID WHERE Items.F1 = 1" + " OR Items.F1 = 1".repeat(155);
        call("CreateFilter", filter("first", expression(0, 10)));
        call("CreateFilter", filter("second", expression(10, 20)));

        assertThat(refused("CreateFilter", filter("wide", elevenFields))).isEqualTo("InvalidInputException");
        assertThat(refused("CreateFilter", filter("long", tooLong))).isEqualTo("InvalidInputException");
        assertThat(refused("CreateFilter", filter("other", expression(20, 21)))).isEqualTo("LimitExceededException");
        for (int i = 2; i < 30; i++) {
            call("CreateFilter", filter("f" + i, ADULTS));
        }
        assertThat(refused("CreateFilter", filter("f30", ADULTS))).isEqualTo("LimitExceededException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ListFilters | {'datasetGroupArn': 'arn:aws:personalize:eu-west-1:123456789012:dataset-group/other'} |"
                        + " ResourceNotFoundException",
                "ListFilters | {'datasetGroupArn': 'shop'} | InvalidInputException",
                "ListFilters | {} | InvalidInputException",
                "ListFilters | {'datasetGroupArn': 'arn:aws:personalize:eu-west-1:123456789012:dataset-group/shop',"
                        + " 'maxResults': 101} | InvalidInputException",
                "ListFilters | {'datasetGroupArn': 'arn:aws:personalize:eu-west-1:123456789012:dataset-group/shop',"
                        + " 'nextToken': 'Zm9v'} | InvalidNextTokenException",
                "DescribeFilter | {'filterArn': 'arn:aws:personalize:eu-west-1:123456789012:filter/none'} |"
                        + " ResourceNotFoundException",
                "DescribeCampaign | {'campaignArn': 'arn:aws:personalize:eu-west-1:123456789012:campaign/none'} |"
                        + " ResourceNotFoundException",
                "DescribeSolutionVersion | {'solutionVersionArn': 'arn:aws:personalize:a:1:solution/none/1'} |"
                        + " ResourceNotFoundException",
                "DescribeCampaign | gibberish | SerializationException",
                "DeleteEverything | {} | UnknownOperationException"
            },
            quoteCharacter = '"')
    void shouldRefuseACallWithTheServicesError(String operation, String body, String error) {
        assertThat(refused(operation, body.replace('\'', '"'))).isEqualTo(error);
    }

    @Test
    void shouldRefuseWhatTheSetupDenies() throws IOException {
        setUp(Setup.read(JSON.readTree("{\"denied\": [\"DescribeCampaign\"], \"throttled\": 1}")));

        String campaign = "{\"campaignArn\": \"" + ACCOUNT + "campaign/shop\"}";
        assertThat(refused("DescribeCampaign", campaign)).isEqualTo("ThrottlingException");
        assertThat(refused("DescribeCampaign", campaign)).isEqualTo("AccessDeniedException");
    }

    @Test
    void shouldRecommendNothingWhileTheCampaignIsNotActive() {
        setUp(Setup.standard().withStatus("CREATE PENDING"));

        assertThat(service.recommend(recommendations(null), true).errorType()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void shouldReadTheWholeSetup() throws IOException {
        Setup read = Setup.read(JSON.readTree("""
                {"campaign": {"status": "CREATE FAILED", "metadata": false, "min_tps": 3}, "filter_creation_ms": 20,
                 "failing_filters": ["a"], "denied": ["b"], "throttled": 4}"""));

        assertThat(read)
                .isEqualTo(new Setup("CREATE FAILED", false, 3, Duration.ofMillis(20), Set.of("a"), Set.of("b"), 4));
    }

    @Test
    void shouldStartWithTheFiltersThatAreThereAlready() throws IOException {
        Service other = new Service("shop", dataset(), List.of(new FilterTemplate("adults", List.of(), ADULTS)), clock);

        String answer = other.control()
                .answer("AmazonPersonalize.ListFilters", bytes("{\"datasetGroupArn\": \"" + GROUP + "\"}"))
                .body();

        assertThat(JSON.readTree(answer).path("Filters").path(0).path("status").asText())
                .isEqualTo("ACTIVE");
    }

    private static String expression(int from, int to) {
        return "INCLUDE ItemID WHERE "
                + String.join(
                        " AND ",
                        IntStream.range(from, to)
                                .mapToObj(i -> "Items.F" + i + " = 1")
                                .toList());
    }

    private static String filter(String name, String expression) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("datasetGroupArn", GROUP)
                .put("filterExpression", expression)
                .toString();
    }

    private static byte[] recommendations(@Nullable String filterArn) {
        var request = JSON.createObjectNode()
                .put("campaignArn", ACCOUNT + "campaign/shop")
                .put("userId", "u");
        if (filterArn != null) {
            request.put("filterArn", filterArn).putObject("filterValues").put("MIN", "1");
        }
        return bytes(request.toString());
    }

    private void setUp(Setup setup) {
        service.control().setup(setup);
    }

    private String status(String filterArn) throws IOException {
        return call("DescribeFilter", "{\"filterArn\": \"" + filterArn + "\"}")
                .path("filter")
                .path("status")
                .asText();
    }

    private JsonNode call(String operation, String body) throws IOException {
        Service.Reply reply = service.control().answer("AmazonPersonalize." + operation, bytes(body));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return JSON.readTree(reply.body());
    }

    private String refused(String operation, String body) {
        Service.Reply reply = service.control().answer("AmazonPersonalize." + operation, bytes(body));
        assertThat(reply.body()).contains("\"__type\":\"" + reply.errorType() + "\"");
        return String.valueOf(reply.errorType());
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
