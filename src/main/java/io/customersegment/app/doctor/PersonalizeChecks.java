package io.customersegment.app.doctor;

import io.customersegment.app.FilterDeployment;
import io.customersegment.app.FilterState;
import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.personalize.AwsSources;
import io.customersegment.personalize.AwsSources.FoundRegion;
import io.customersegment.personalize.ControlPlane;
import io.customersegment.personalize.ControlPlane.Campaign;
import io.customersegment.personalize.ControlPlaneException;
import io.customersegment.plan.FilterTemplates;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The checks of Amazon Personalize through its control plane. */
final class PersonalizeChecks implements AutoCloseable {

    private static final String ACTIVE = "ACTIVE";
    private static final int MOST_CALLS_PER_SECOND = 500;
    private static final int REGION_IN_ARN = 3;
    private static final int SHOWN = 3;

    private final Settings.Personalize settings;
    private final int callsPerSecond;
    private final @Nullable String givenDatasetGroup;
    private final Checkup checkup;
    private @Nullable ControlPlane control;
    private @Nullable Campaign campaign;
    private @Nullable String datasetGroup;

    /**
     * @param givenDatasetGroup the dataset group's ARN, null for that of the campaign
     */
    PersonalizeChecks(Settings settings, @Nullable String givenDatasetGroup, Checkup checkup) {
        this.settings = settings.personalize();
        this.callsPerSecond = settings.resilience().callsPerSecond();
        this.givenDatasetGroup = givenDatasetGroup;
        this.checkup = checkup;
    }

    /** Checks the region that calls go to. */
    CheckResult region() {
        FoundRegion found = AwsSources.region(settings);
        if (found == null) {
            return CheckResult.fail(
                    "no AWS region is known",
                    "set personalize.region, AWS_REGION in the environment, or a region in the AWS profile");
        }
        String text = found.region() + " (" + found.where() + ")";
        String[] arn = settings.campaignArn().split(":", -1);
        boolean elsewhere = settings.endpoint().isEmpty()
                && arn.length > REGION_IN_ARN
                && !arn[REGION_IN_ARN].equals(found.region());
        return elsewhere
                ? CheckResult.fail(
                        text + ", but personalize.campaign.arn is in " + arn[REGION_IN_ARN],
                        "set personalize.region to that, or another campaign")
                : CheckResult.ok(text);
    }

    /** Checks the credentials of the calls. */
    CheckResult credentials() {
        String found = AwsSources.credentials(settings);
        return found == null
                ? CheckResult.fail(
                        "none of the AWS SDK's providers has credentials",
                        "give this instance a role, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
                : CheckResult.ok(found);
    }

    /** Checks whether the campaign exists and is active. */
    CheckResult campaign() {
        Campaign found;
        try {
            found = control().campaign(settings.campaignArn());
        } catch (ControlPlaneException fault) {
            if (fault.kind() == ControlPlaneException.Kind.NOT_FOUND) {
                return CheckResult.fail(
                        String.valueOf(fault.getMessage()),
                        "set personalize.campaign.arn to one that `aws personalize list-campaigns` shows");
            }
            throw fault;
        }
        campaign = found;
        if (!found.status().equals(ACTIVE)) {
            String reason = found.failureReason();
            return CheckResult.fail(
                    "the campaign is " + found.status() + (reason == null ? "" : ": " + reason),
                    found.status().endsWith("FAILED") ? "create it once more" : "wait until it is ACTIVE");
        }
        return CheckResult.ok(settings.campaignArn() + " is ACTIVE");
    }

    /** Checks whether answers contain the columns that calls request. */
    CheckResult metadata() {
        return known(campaign).metadata()
                ? CheckResult.ok("enableMetadataWithRecommendations is on")
                : CheckResult.fail(
                        "the campaign answers without metadata",
                        "aws personalize update-campaign --campaign-arn " + settings.campaignArn()
                                + " --campaign-config enableMetadataWithRecommendations=true");
    }

    /** Compares the configured rate of calls with the throughput that the campaign provisions. */
    CheckResult throughput() {
        int provisioned = known(campaign).minTps();
        String text = "minProvisionedTPS is " + provisioned + ", enrich.calls.per.second " + callsPerSecond;
        if (callsPerSecond > MOST_CALLS_PER_SECOND) {
            return CheckResult.warn(
                    text, "a campaign takes no more than " + MOST_CALLS_PER_SECOND + " in all: lower the latter");
        }
        return callsPerSecond > provisioned
                ? CheckResult.warn(
                        text,
                        "past the former Personalize scales up within minutes and throttles until then, which slows requests"
                                + " down and fails none: raise the former for bursts, which is billed, or lower the latter")
                : CheckResult.ok(text);
    }

    /** Determines the dataset group that the filters belong to. */
    CheckResult datasetGroup() {
        Campaign known = campaign;
        if (known == null) {
            datasetGroup = givenDatasetGroup;
            return givenDatasetGroup == null
                    ? Checkup.becauseOf(Check.CAMPAIGN)
                    : CheckResult.ok(givenDatasetGroup + ", as --dataset-group-arn says");
        }
        String found = control().datasetGroupArn(known.solutionVersionArn());
        if (givenDatasetGroup != null && !givenDatasetGroup.equals(found)) {
            return CheckResult.fail(
                    "the campaign belongs to " + found + ", not to " + givenDatasetGroup,
                    "filters of another dataset group cannot be used: leave --dataset-group-arn out, or set"
                            + " personalize.campaign.arn");
        }
        datasetGroup = found;
        return CheckResult.ok(found);
    }

    /** Checks whether the filters that the catalogue needs are active. */
    CheckResult filters(FilterTemplates templates) {
        String group = known(datasetGroup);
        List<FilterState> states = new FilterDeployment(control(), group, templates).states();
        List<FilterState> unusable =
                states.stream().filter(state -> !state.fits()).toList();
        if (unusable.isEmpty()) {
            int unneeded = states.size() - templates.all().size();
            return CheckResult.ok("all " + templates.all().size() + " are ACTIVE"
                    + (unneeded == 0 ? "" : ", " + unneeded + " more are not needed"));
        }
        String shown = unusable.stream().limit(SHOWN).map(FilterState::text).collect(Collectors.joining(", "));
        int rest = unusable.size() - SHOWN;
        boolean waitOnly = unusable.stream().allMatch(state -> state.kind() == FilterState.Kind.CREATING);
        return CheckResult.fail(
                unusable.size() + " of " + templates.all().size() + " cannot be used: " + shown
                        + (rest > 0 ? ", and " + rest + " more" : ""),
                waitOnly
                        ? "wait until they are ACTIVE"
                        : "customer-segment filters --dataset-group-arn " + group + " --apply");
    }

    /** Checks whether the configured prefix is that of the filters' ARNs. */
    CheckResult filterPrefix() {
        String expected = FilterDeployment.prefix(known(datasetGroup));
        return settings.filterArnPrefix().equals(expected)
                ? CheckResult.ok(expected)
                : CheckResult.fail(
                        "personalize.filter.arn.prefix is " + settings.filterArnPrefix(),
                        "the filters' ARNs begin with " + expected + ": set it to that");
    }

    /** Checks whether a call like those of {@code run} returns a customer with columns. */
    CheckResult probe(Wiring wiring) {
        Check failed = checkup.failed(Check.CAMPAIGN, Check.METADATA, Check.FILTERS, Check.FILTER_PREFIX);
        return failed == null ? Probe.of(wiring, settings) : Checkup.becauseOf(failed);
    }

    private ControlPlane control() {
        ControlPlane open = control;
        if (open == null) {
            open = ControlPlane.open(settings);
            control = open;
        }
        return open;
    }

    private static <T> T known(@Nullable T found) {
        return Objects.requireNonNull(found, "needs of a check were not met");
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
    }
}
