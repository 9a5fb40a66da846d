package io.customersegment.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.config.SettingsReader;
import io.customersegment.personalize.ControlPlane;
import io.customersegment.personalize.ControlPlaneException;
import io.customersegment.plan.FilterTemplates;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cases that the emulator, with its single dataset group, cannot produce; the rest is in {@code FiltersCommandIT}. */
final class FilterDeploymentTest {

    private static final String ACCOUNT = "arn:aws:personalize:us-east-1:000000000000:";
    private static final String GROUP = ACCOUNT + "dataset-group/here";
    private static final FilterTemplates NEEDED = FilterTemplates.from(CatalogueReader.builtIn());

    @RegisterExtension
    private static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Test
    void shouldNameTheDatasetGroupThatHasTheFilterAlready() {
        SERVICE.stubFor(operation("ListFilters").willReturn(okJson("{\"Filters\": []}")));
        SERVICE.stubFor(operation("CreateFilter").willReturn(error("ResourceAlreadyExistsException")));
        SERVICE.stubFor(operation("DescribeFilter")
                .willReturn(okJson("{\"filter\": {\"filterExpression\": \"e\", \"datasetGroupArn\": \"" + ACCOUNT
                        + "dataset-group/there\"}}")));

        String name = NEEDED.all().get(0).name();
        assertThatThrownBy(this::apply)
                .hasMessageContaining("Filter " + name + " belongs to " + ACCOUNT + "dataset-group/there")
                .hasMessageContaining("delete-filter --filter-arn " + ACCOUNT + "filter/" + name);
    }

    @Test
    void shouldGiveUpAtALimitOfTheServiceThatNoWaitCanHelp() {
        SERVICE.stubFor(operation("ListFilters").willReturn(okJson("{\"Filters\": []}")));
        SERVICE.stubFor(operation("CreateFilter").willReturn(error("LimitExceededException")));

        assertThatThrownBy(this::apply)
                .isInstanceOf(ControlPlaneException.class)
                .hasMessage("CreateFilter was refused (LimitExceededException): said the service");
    }

    @Test
    void shouldLeaveAFilterThatIsBeingDeletedToAPerson() {
        String name = NEEDED.all().get(0).name();
        SERVICE.stubFor(operation("ListFilters")
                .willReturn(okJson("{\"Filters\": [{\"name\": \"" + name + "\", \"filterArn\": \"" + ACCOUNT + "filter/"
                        + name + "\", \"status\": \"DELETE PENDING\"}]}")));

        try (ControlPlane control = control()) {
            assertThat(new FilterDeployment(control, GROUP, NEEDED).states())
                    .extracting(FilterState::text)
                    .startsWith(
                            "! " + name + "  is being deleted (DELETE PENDING); wait until it is gone and apply again");
        }
    }

    private static ControlPlane control() {
        return ControlPlane.open(SettingsReader.read(null, Map.of(), Map.of("personalize.endpoint", SERVICE.baseUrl()))
                .personalize());
    }

    private void apply() {
        try (ControlPlane control = control()) {
            new FilterDeployment(control, GROUP, NEEDED).apply(Duration.ofMinutes(1), states -> {});
        }
    }

    private static MappingBuilder operation(String name) {
        return post(urlEqualTo("/")).withHeader("X-Amz-Target", equalTo("AmazonPersonalize." + name));
    }

    private static ResponseDefinitionBuilder error(String type) {
        return aResponse()
                .withStatus(400)
                .withBody("{\"__type\": \"" + type + "\", \"message\": \"said the service\"}");
    }
}
