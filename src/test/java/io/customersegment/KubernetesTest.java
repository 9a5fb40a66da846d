package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifests contain only fields of the Kubernetes API and agree with the processor and its image. */
class KubernetesTest {

    private static final Path MANIFESTS = Path.of("docker", "k8s", "customer-segment.yaml");
    private static final Path KEDA = Path.of("docker", "k8s", "keda.yaml");
    private static final Path TOPICS = Path.of("docker", "k8s", "topics.yaml");
    private static final Path POD_MONITOR = Path.of("docker", "k8s", "podmonitor.yaml");
    private static final Path REQUESTS = Path.of("topics", "customer-segment-requests.yaml");
    private static final Path DOCKERFILE = Path.of("docker", "Dockerfile");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Rejects fields that the model does not have; by default the model keeps them. */
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ConfigMap.class, ServiceAccount.class, Deployment.class, PodDisruptionBudget.class, Service.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, kind -> kind));

    private static List<JsonNode> documents = List.of();
    private static Map<String, HasMetadata> manifests = Map.of();

    @BeforeAll
    static void read() throws IOException {
        documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(Files.readString(MANIFESTS))
                .readAll();
        manifests = documents.stream()
                .map(KubernetesTest::strictly)
                .collect(Collectors.toUnmodifiableMap(HasMetadata::getKind, manifest -> manifest));
    }

    @Test
    void shouldHoldEachKindOnceInTheVersionOfItsModel() {
        assertThat(manifests.keySet()).isEqualTo(KINDS.keySet());
        documents.forEach(document ->
                assertThat(document.path("apiVersion").asText()).isEqualTo(HasMetadata.getApiVersion(kind(document))));
    }

    @Test
    void shouldSeeWhatKubernetesDoesNotKnow() {
        JsonNode document = documents.stream()
                .filter(each -> each.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        ((ObjectNode) document.at("/spec/template/spec/containers/0")).put("lifenessProbe", "typo");

        assertThatThrownBy(() -> STRICT.treeToValue(document, Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("lifenessProbe");
    }

    @Test
    void shouldBelongTogether() {
        Map<String, String> labels = pods().getMetadata().getLabels();

        manifests.values().forEach(manifest -> {
            assertThat(manifest.getMetadata().getName()).isEqualTo("customer-segment");
            assertThat(manifest.getMetadata().getLabels()).isEqualTo(labels);
        });
        assertThat(manifest(Deployment.class).getSpec().getSelector().getMatchLabels())
                .isEqualTo(labels);
        assertThat(manifest(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
                .isEqualTo(labels);
        assertThat(manifest(Service.class).getSpec().getSelector()).isEqualTo(labels);
    }

    @Test
    void shouldSetOnlyWhatTheProcessorReads() {
        Map<String, String> variables = manifest(ConfigMap.class).getData();
        Set<String> known = SettingsReader.definition().names().stream()
                .flatMap(key -> Stream.of(variable(key), "CUSTOMER_SEGMENT_" + variable(key)))
                .collect(Collectors.toSet());

        assertThat(variables.keySet()).allMatch(name -> known.contains(name) || name.equals("LOG_FORMAT"));
        assertThat(variables.get("BOOTSTRAP_SERVERS")).isNotBlank();
        assertThat(settings().personalize().region()).isNotBlank();
    }

    @Test
    void shouldAskWhereTheProcessorAnswers() {
        int port = settings().http().port();

        assertThat(processor().getPorts()).singleElement().satisfies(http -> {
            assertThat(http.getContainerPort()).isEqualTo(port);
            assertThat(http.getName()).isEqualTo("http");
        });
        assertThat(Stream.of(processor().getStartupProbe(), processor().getLivenessProbe())
                        .map(KubernetesTest::path))
                .containsOnly("/health/live");
        assertThat(path(processor().getReadinessProbe())).isEqualTo("/health/ready");
        assertThat(pods().getMetadata().getAnnotations()).containsEntry("prometheus.io/port", String.valueOf(port));
    }

    @Test
    void shouldServeBeyondLoopbackWhereProbesComeFromOutside() throws IOException {
        assertThat(settings().http().address()).isEqualTo("0.0.0.0");
        assertThat(Files.readString(DOCKERFILE)).contains(variable("customer.segment.http.address") + "=0.0.0.0");
        assertThat(Files.readString(DOCKERFILE.resolveSibling("compose.yaml")))
                .contains(variable("customer.segment.http.address") + ": 0.0.0.0");
        assertThat(SettingsReader.read(null, Map.of(), Map.of()).http().address())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void shouldLetTheImageRunAsItWasMade() throws IOException {
        String image = Files.readString(DOCKERFILE);
        PodSpec pod = pods().getSpec();

        assertThat(image)
                .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":")
                .contains("EXPOSE " + settings().http().port());
        assertThat(processor().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(processor().getVolumeMounts().stream().map(VolumeMount::getMountPath))
                .containsExactlyInAnyOrder("/tmp", "/var/lib/customer-segment");
        assertThat(image).contains("VOLUME /var/lib/customer-segment");
        assertThat(pod.getTerminationGracePeriodSeconds())
                .as("longer than a stop takes")
                .isGreaterThan(10);
    }

    @Test
    void shouldMakeTheTopicsWithTheImageAndTheSettingsOfTheProcessor() throws IOException {
        Job job = STRICT.readValue(TOPICS.toFile(), Job.class);
        PodSpec pod = job.getSpec().getTemplate().getSpec();

        assertThat(job.getApiVersion()).isEqualTo(HasMetadata.getApiVersion(Job.class));
        assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
                .as("no pod of the Deployment's")
                .isNotEqualTo(pods().getMetadata().getLabels());
        assertThat(pod.getSecurityContext().getRunAsUser())
                .isEqualTo(pods().getSpec().getSecurityContext().getRunAsUser());
        assertThat(pod.getContainers()).singleElement().satisfies(topics -> {
            assertThat(topics.getImage()).isEqualTo(processor().getImage());
            assertThat(topics.getArgs()).containsExactly("topics", "apply");
            assertThat(topics.getEnvFrom()).isEqualTo(processor().getEnvFrom());
            assertThat(topics.getSecurityContext()).isEqualTo(processor().getSecurityContext());
        });
    }

    @Test
    void shouldMonitorThePodsWhereTheyAnswer() throws IOException {
        JsonNode monitor = YAML.readTree(POD_MONITOR.toFile());
        JsonNode labels = YAML.valueToTree(pods().getMetadata().getLabels());

        assertThat(monitor.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(labels.path(monitor.at("/spec/jobLabel").asText()).asText())
                .as("the job that the alerts ask for")
                .isEqualTo("customer-segment");
        assertThat(monitor.at("/spec/podMetricsEndpoints/0/port").asText())
                .isEqualTo(processor().getPorts().get(0).getName());
        assertThat(monitor.at("/spec/podMetricsEndpoints/0/path").asText()).isEqualTo("/metrics");
    }

    @Test
    void shouldLeaveNothingToDivideByTheNumberOfInstances() {
        assertThat(settings().resilience().callsShared()).isTrue();
        assertThat(settings().resilience().callsPerSecond())
                .as("what a campaign takes, less a margin")
                .isBetween(450, 499);
    }

    @Test
    void shouldScaleUpToThePartitionsOfTheRequests() throws IOException {
        ScaledObject.Spec spec = scaled().spec();

        assertThat(scaled().apiVersion()).isEqualTo("keda.sh/v1alpha1");
        assertThat(scaled().kind()).isEqualTo("ScaledObject");
        assertThat(scaled().metadata().getLabels())
                .isEqualTo(pods().getMetadata().getLabels());
        assertThat(spec.scaleTargetRef())
                .isEqualTo(new ScaledObject.Target(
                        "Deployment", manifest(Deployment.class).getMetadata().getName()));
        assertThat(spec.maxReplicaCount())
                .isEqualTo(YAML.readTree(REQUESTS.toFile()).path("partitions").asInt());
        assertThat(manifest(Deployment.class).getSpec().getReplicas())
                .isBetween(spec.minReplicaCount(), spec.maxReplicaCount());
        assertThat(spec.minReplicaCount()).as("one of them may go").isGreaterThan(1);
    }

    @Test
    void shouldScaleOnWhatMoreInstancesHelpWithAndNotOnWhatWaitsForTheBudget() throws IOException {
        assertThat(scaled().spec().triggers())
                .extracting(ScaledObject.Trigger::type)
                .containsExactly("cpu", "prometheus");
        assertThat(processor().getResources().getRequests())
                .as("without which Kubernetes has no metric of it")
                .containsKey("cpu");
        assertThat(Monitoring.selectors(
                        scaled().spec().triggers().get(1).metadata().getOrDefault("query", "")))
                .singleElement()
                .satisfies(selector -> {
                    assertThat(selector.metric()).isEqualTo("segment_cache_requests_total");
                    assertThat(selector.matchers()).containsEntry("use", List.of("=~", "hit|joined"));
                });
    }

    /** The part of a KEDA ScaledObject that is used here, as the models do not include KEDA's types; any other field is rejected. */
    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(
                Target scaleTargetRef,
                int minReplicaCount,
                int maxReplicaCount,
                int pollingInterval,
                Advanced advanced,
                List<Trigger> triggers) {}

        record Target(String kind, String name) {}

        record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

        record Autoscaler(Behavior behavior) {}

        record Behavior(Rules scaleUp, Rules scaleDown) {}

        record Rules(int stabilizationWindowSeconds, List<Policy> policies) {}

        record Policy(String type, int value, int periodSeconds) {}

        record Trigger(String type, @Nullable String metricType, Map<String, String> metadata) {}
    }

    private static ScaledObject scaled() throws IOException {
        return YAML.readValue(KEDA.toFile(), ScaledObject.class);
    }

    private static HasMetadata strictly(JsonNode document) {
        try {
            return STRICT.treeToValue(document, kind(document));
        } catch (JsonProcessingException fault) {
            throw new AssertionError(fault.getMessage(), fault);
        }
    }

    private static Class<? extends HasMetadata> kind(JsonNode document) {
        String kind = document.path("kind").asText();
        Class<? extends HasMetadata> model = KINDS.get(kind);
        if (model == null) {
            throw new AssertionError("No model for " + kind);
        }
        return model;
    }

    private static <T extends HasMetadata> T manifest(Class<T> kind) {
        return Objects.requireNonNull(kind.cast(manifests.get(kind.getSimpleName())), kind.getSimpleName());
    }

    private static PodTemplateSpec pods() {
        return manifest(Deployment.class).getSpec().getTemplate();
    }

    private static Container processor() {
        return pods().getSpec().getContainers().get(0);
    }

    private static Settings settings() {
        return SettingsReader.read(null, manifest(ConfigMap.class).getData(), Map.of());
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }
}
