package io.customersegment.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.local.emulator.Service.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Implements the operations that set up and inspect a deployment, from request bytes to response: CreateFilter, ListFilters,
 * DescribeFilter, DescribeCampaign, DescribeSolutionVersion.
 *
 * <p><i>Threads:</i> shared by all.
 */
final class ControlOperations {

    /** The prefix of the operation in the header {@code X-Amz-Target}. */
    static final String SERVICE = "AmazonPersonalize.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ARN = Pattern.compile("arn:[a-z\\d-]+:personalize:[^:]*:[^:]*:.+");
    private static final int LONGEST_ARN = 256;
    private static final int MOST_RESULTS = 100;
    private static final String TOKEN = "after ";
    private static final String SOLUTION_VERSION = "/1";
    private static final double MILLIS = 1000;

    private final String name;
    private final FilterGroup filters;
    private final Instant started;
    private Setup setup = Setup.standard();
    private int throttled;

    /**
     * @param name the name of the campaign, the solution and the dataset group
     * @param started the time at which these were created
     */
    ControlOperations(String name, FilterGroup filters, Instant started) {
        this.name = name;
        this.filters = filters;
        this.started = started;
    }

    /** Applies a setup from now on. */
    synchronized void setup(Setup wanted) {
        setup = wanted;
        throttled = wanted.throttled();
    }

    /** The current setup. */
    synchronized Setup setup() {
        return setup;
    }

    private synchronized boolean throttled() {
        return throttled > 0 && throttled-- > 0;
    }

    /**
     * Answers a request.
     *
     * @param target the value of the header {@code X-Amz-Target}
     */
    Reply answer(String target, byte[] body) {
        String operation = target.startsWith(SERVICE) ? target.substring(SERVICE.length()) : "";
        try {
            if (throttled()) {
                throw refused("ThrottlingException", "Rate exceeded");
            }
            if (setup().denied().contains(operation)) {
                throw refused(
                        "AccessDeniedException",
                        "User: arn:aws:sts::000000000000:assumed-role/emulator is not authorized to perform: personalize:"
                                + operation);
            }
            return new Reply(200, null, answer(operation, parsed(body)).toString());
        } catch (Refusal refusal) {
            return Service.error(refusal.error());
        }
    }

    private ObjectNode answer(String operation, JsonNode request) {
        return switch (operation) {
            case "CreateFilter" -> createFilter(request);
            case "ListFilters" -> listFilters(request);
            case "DescribeFilter" -> describeFilter(request);
            case "DescribeCampaign" -> describeCampaign(request);
            case "DescribeSolutionVersion" -> describeSolutionVersion(request);
            default -> throw refused("UnknownOperationException", "There is no such operation");
        };
    }

    private ObjectNode createFilter(JsonNode request) {
        String group = arn(request, "datasetGroupArn", "dataset-group");
        String filter = text(request, "name");
        Setup now = setup();
        filters.create(
                filter,
                text(request, "filterExpression"),
                now.filterCreation(),
                now.failingFilters().contains(filter));
        return JSON.createObjectNode().put("filterArn", sibling(group, "filter/" + filter));
    }

    private ObjectNode listFilters(JsonNode request) {
        String group = arn(request, "datasetGroupArn", "dataset-group");
        int most = request.path("maxResults").asInt(MOST_RESULTS);
        if (most < 1 || most > MOST_RESULTS) {
            throw invalid("maxResults must be 1 to " + MOST_RESULTS);
        }
        List<FilterGroup.Entry> rest = filters.after(lastListed(request.path("nextToken")));
        ObjectNode answer = JSON.createObjectNode();
        var listed = answer.putArray("Filters");
        rest.stream().limit(most).forEach(entry -> listed.add(summary(group, entry)));
        if (rest.size() > most) {
            String token = TOKEN + rest.get(most - 1).name();
            answer.put("nextToken", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        }
        return answer;
    }

    /** Returns the name of the last filter of the previous page, empty for the first page. */
    private static String lastListed(JsonNode nextToken) {
        if (nextToken.isMissingNode() || nextToken.isNull()) {
            return "";
        }
        try {
            String token = new String(Base64.getDecoder().decode(nextToken.asText()), StandardCharsets.UTF_8);
            if (token.startsWith(TOKEN)) {
                return token.substring(TOKEN.length());
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below
        }
        throw refused("InvalidNextTokenException", "The token is invalid");
    }

    private ObjectNode describeFilter(JsonNode request) {
        String arn = arn(request, "filterArn", null);
        FilterGroup.Entry entry = filters.byArn(arn);
        if (entry == null) {
            throw new Refusal(ServiceError.notFound("The filter does not exist"));
        }
        ObjectNode filter = summary(sibling(arn, "dataset-group/" + name), entry);
        filter.put("filterExpression", entry.expression());
        return JSON.createObjectNode().set("filter", filter);
    }

    private ObjectNode summary(String group, FilterGroup.Entry entry) {
        String status = filters.status(entry);
        ObjectNode filter = JSON.createObjectNode()
                .put("name", entry.name())
                .put("filterArn", sibling(group, "filter/" + entry.name()))
                .put("datasetGroupArn", group)
                .put("status", status)
                .put("creationDateTime", seconds(entry.created()))
                .put("lastUpdatedDateTime", seconds(entry.created()));
        return status.equals("CREATE FAILED")
                ? filter.put("failureReason", "The emulator is configured to fail its creation")
                : filter;
    }

    private ObjectNode describeCampaign(JsonNode request) {
        String arn = arn(request, "campaignArn", "campaign");
        Setup now = setup();
        ObjectNode campaign = JSON.createObjectNode()
                .put("name", name)
                .put("campaignArn", arn)
                .put("solutionVersionArn", sibling(arn, "solution/" + name + SOLUTION_VERSION))
                .put("minProvisionedTPS", now.minTps())
                .put("status", now.status())
                .put("creationDateTime", seconds(started))
                .put("lastUpdatedDateTime", seconds(started));
        campaign.putObject("campaignConfig").put("enableMetadataWithRecommendations", now.metadata());
        if (now.status().endsWith("FAILED")) {
            campaign.put("failureReason", "The emulator is configured to fail its creation");
        }
        return JSON.createObjectNode().set("campaign", campaign);
    }

    private ObjectNode describeSolutionVersion(JsonNode request) {
        String arn = arn(request, "solutionVersionArn", null);
        if (!arn.endsWith(":solution/" + name + SOLUTION_VERSION)) {
            throw new Refusal(ServiceError.notFound("The solution version does not exist"));
        }
        ObjectNode version = JSON.createObjectNode()
                .put("name", name)
                .put("solutionVersionArn", arn)
                .put("solutionArn", sibling(arn, "solution/" + name))
                .put("datasetGroupArn", sibling(arn, "dataset-group/" + name))
                .put("status", Setup.ACTIVE);
        return JSON.createObjectNode().set("solutionVersion", version);
    }

    /** Returns the ARN of a resource of the same account and region. */
    private static String sibling(String arn, String resource) {
        String[] parts = arn.split(":", 6);
        return String.join(":", List.of(parts).subList(0, 5)) + ":" + resource;
    }

    /**
     * Returns the ARN in a member of the request.
     *
     * @param kind the type of the resource, which must then have the name of this deployment; null for any resource
     */
    private String arn(JsonNode request, String member, @Nullable String kind) {
        String arn = text(request, member);
        if (arn.length() > LONGEST_ARN || !ARN.matcher(arn).matches()) {
            throw invalid(member + " is not the ARN of a resource of Personalize");
        }
        if (kind != null && !arn.endsWith(":" + kind + "/" + name)) {
            throw new Refusal(ServiceError.notFound("There is only " + kind + "/" + name));
        }
        return arn;
    }

    private static String text(JsonNode request, String member) {
        String text = request.path(member).textValue();
        if (text == null || text.isEmpty()) {
            throw invalid(member + " must be given");
        }
        return text;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode request = JSON.readTree(body);
            if (request.isObject()) {
                return request;
            }
        } catch (IOException unreadable) {
            // refused below
        }
        throw refused("SerializationException", "The body is not the JSON of this operation");
    }

    private static double seconds(Instant time) {
        return Duration.between(Instant.EPOCH, time).toMillis() / MILLIS;
    }

    private static Refusal invalid(String why) {
        return new Refusal(ServiceError.invalidInput(why));
    }

    private static Refusal refused(String type, String message) {
        return new Refusal(ServiceError.client(type, message));
    }
}
