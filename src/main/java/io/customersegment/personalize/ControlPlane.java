package io.customersegment.personalize;

import io.customersegment.config.Proxy;
import io.customersegment.config.ServiceAddress;
import io.customersegment.config.Settings;
import io.customersegment.personalize.ControlPlaneException.Kind;
import io.customersegment.plan.FilterTemplate;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClientBuilder;
import software.amazon.awssdk.services.personalize.model.FilterSummary;

/**
 * Makes the calls that set up and inspect a deployment. The SDK repeats throttled and failed calls, with backoff.
 *
 * <p><i>Threads:</i> thread-safe; every call blocks.
 */
public final class ControlPlane implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 6;

    private final PersonalizeClient client;

    private ControlPlane(PersonalizeClient client) {
        this.client = client;
    }

    /**
     * Creates a client of the control plane. It connects and looks up credentials with the first call; without a region in the
     * settings it looks one up now. The address is that of the settings, unless AWS_ENDPOINT_URL_PERSONALIZE gives the SDK another.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the configured proxy cannot be used
     * @throws IllegalStateException if no region can be found, or the environment or profile specifies an address that cannot be
     *     called
     */
    public static ControlPlane open(Settings.Personalize settings) {
        boolean ownAddress = ServiceAddress.ofControlPlaneGiven();
        PersonalizeClientBuilder builder = PersonalizeClient.builder()
                .httpClientBuilder(AwsCrtHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .proxyConfiguration(
                                ClientSetup.configuration(Proxy.forAddress(ownAddress ? "" : settings.endpoint()))))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .credentialsProvider(ClientSetup.credentials(settings));
        return new ControlPlane(ClientSetup.built(builder, settings, "PERSONALIZE", ownAddress));
    }

    /**
     * A filter of a dataset group.
     *
     * @param status in the service's terms, e.g. {@code CREATE IN_PROGRESS}
     * @param failureReason why it failed, null if it did not
     */
    public record DeployedFilter(
            String name,
            String arn,
            String status,
            @Nullable String failureReason) {}

    /** The expression of a filter, and the dataset group that it belongs to. */
    public record FilterContent(String expression, String datasetGroupArn) {}

    /**
     * A campaign.
     *
     * @param status in the service's terms, e.g. {@code ACTIVE}
     * @param failureReason why it failed, null if it did not
     * @param metadata whether it answers with the requested columns
     * @param minTps its minProvisionedTPS
     */
    public record Campaign(
            String status, @Nullable String failureReason, boolean metadata, int minTps, String solutionVersionArn) {}

    /** Returns the filters of the dataset group, including those that are being created or deleted. */
    public List<DeployedFilter> filters(String datasetGroupArn) {
        return call(
                "ListFilters",
                "dataset group " + datasetGroupArn,
                () -> client.listFiltersPaginator(request -> request.datasetGroupArn(datasetGroupArn)).stream()
                        .flatMap(page -> page.filters().stream())
                        .map(ControlPlane::filter)
                        .toList());
    }

    private static DeployedFilter filter(FilterSummary summary) {
        return new DeployedFilter(summary.name(), summary.filterArn(), summary.status(), summary.failureReason());
    }

    /** Returns the expression of the filter with this ARN, and its dataset group. */
    public FilterContent content(String filterArn) {
        var filter = call(
                "DescribeFilter",
                "filter " + filterArn,
                () -> client.describeFilter(request -> request.filterArn(filterArn))
                        .filter());
        return new FilterContent(filter.filterExpression(), filter.datasetGroupArn());
    }

    /** Starts to create a filter; fails with {@link Kind#EXISTS} if the account has one of this name in the region. */
    public void create(String datasetGroupArn, FilterTemplate template) {
        var unused = call(
                "CreateFilter",
                "dataset group " + datasetGroupArn,
                () -> client.createFilter(request -> request.datasetGroupArn(datasetGroupArn)
                        .name(template.name())
                        .filterExpression(template.expression())));
    }

    /** Returns the campaign with this ARN. */
    public Campaign campaign(String arn) {
        var campaign = call(
                "DescribeCampaign",
                "campaign " + arn,
                () -> client.describeCampaign(request -> request.campaignArn(arn))
                        .campaign());
        Integer minTps = campaign.minProvisionedTPS();
        return new Campaign(
                campaign.status(),
                campaign.failureReason(),
                campaign.campaignConfig() != null
                        && Boolean.TRUE.equals(campaign.campaignConfig().enableMetadataWithRecommendations()),
                minTps == null ? 1 : minTps,
                campaign.solutionVersionArn());
    }

    /** Returns the dataset group that the solution version was trained with. */
    public String datasetGroupArn(String solutionVersionArn) {
        return call(
                "DescribeSolutionVersion",
                "solution version " + solutionVersionArn,
                () -> client.describeSolutionVersion(request -> request.solutionVersionArn(solutionVersionArn))
                        .solutionVersion()
                        .datasetGroupArn());
    }

    /** Closes the connections. */
    @Override
    public void close() {
        client.close();
    }

    private static <T> T call(String operation, String resource, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException refused) {
            throw refusal(operation, resource, refused);
        } catch (SdkClientException fault) {
            throw new ControlPlaneException(Kind.OTHER, Faults.failure(fault).detail());
        }
    }

    private static ControlPlaneException refusal(String operation, String resource, AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "no code" : details.errorCode();
        String said = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        return switch (code) {
            case "AccessDeniedException" ->
                new ControlPlaneException(
                        Kind.DENIED,
                        "The credentials of this instance lack personalize:" + operation + " on " + resource);
            case "ResourceNotFoundException" -> new ControlPlaneException(Kind.NOT_FOUND, "There is no " + resource);
            case "ResourceAlreadyExistsException" ->
                new ControlPlaneException(Kind.EXISTS, operation + " was refused (" + code + ")" + said);
            case "LimitExceededException" ->
                new ControlPlaneException(Kind.LIMIT, operation + " was refused (" + code + ")" + said);
            default ->
                new ControlPlaneException(
                        Kind.OTHER,
                        operation + " was refused (" + code + ", " + refused.statusCode() + ")"
                                + (Faults.credentialsRefused(code)
                                        ? ": the credentials of this instance are wrong or expired"
                                        : said));
        };
    }
}
