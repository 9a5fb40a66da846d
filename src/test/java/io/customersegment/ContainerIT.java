package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs the image, built from the Dockerfile, against Apache's own Kafka image. Skipped, with a message, where Docker is not available. */
final class ContainerIT {

    private static final String BROKER = "apache/kafka:4.4.0";
    private static final Duration START = Duration.ofMinutes(2);
    private static final int HTTP_PORT = 8080;

    /** The paths that the Dockerfile copies. */
    private static final List<String> CONTEXT = List.of(
            "docker/healthy",
            "bin/customer-segment",
            "config",
            "target/dist/lib",
            "target/dist/lib-local",
            "target/dist/notices",
            "target/customer-segment.jar");

    @Test
    void shouldAnswerFromTheImageBesideABrokerInAContainer() throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker answers here, so neither " + BROKER + " nor the image is tried");
        assumeTrue(isToBeHad(BROKER), "Docker has no " + BROKER + " and cannot fetch it, so the image is not tried");
        ImageFromDockerfile image = image();
        try (Network network = Network.newNetwork();
                KafkaContainer broker =
                        new KafkaContainer(BROKER).withNetwork(network).withListener("broker:19092");
                GenericContainer<?> emulator = ours(image, network)
                        .withNetworkAliases("emulator")
                        .withCommand("emulate", "--host", "0.0.0.0", "--port", "8082")
                        .waitingFor(Wait.forLogMessage(".*8082.*\\n", 1));
                GenericContainer<?> processor = ours(image, network)
                        .withCommand("run", "--create-topics")
                        .withEnv(Map.of(
                                "BOOTSTRAP_SERVERS", "broker:19092",
                                "PERSONALIZE_ENDPOINT", "http://emulator:8082"))
                        .withExposedPorts(HTTP_PORT)
                        .waitingFor(Wait.forHttp("/health/ready").forPort(HTTP_PORT))) {
            broker.start();
            emulator.start();
            processor.start();
            Settings settings =
                    SettingsReader.read(null, Map.of("BOOTSTRAP_SERVERS", broker.getBootstrapServers()), Map.of());

            Answer answer;
            try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
                answer = client.send(
                                null, "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8), null, Map.of())
                        .get(60, TimeUnit.SECONDS);
            }

            assertThat(answer.segment()).isTrue();
            assertThat(answer.json()).contains("\"loyalty_tier\":\"gold\"");
            assertThat(get(processor, "/metrics")).contains("segment_answers_total{outcome=\"result\"");
            assertThat(output(processor, "id", "-u")).isEqualTo("10001");
            assertThat(output(processor, "ls", "/opt/customer-segment/target/dist"))
                    .as("no broker jars")
                    .isEqualTo("aot\nlib\nnotices");
            assertThat(output(processor, "cat", "/proc/1/maps"))
                    .as("starts with what the training left")
                    .contains("/opt/customer-segment/target/dist/aot/run.aot");
            assertThat(processor.getLogs().lines())
                    .as("the JVM warns of nothing")
                    .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
            assertThat(processor
                            .execInContainer("healthy", String.valueOf(HTTP_PORT), "/health/live")
                            .getExitCode())
                    .isZero();
            assertThat(processor
                            .execInContainer("healthy", String.valueOf(HTTP_PORT), "/nowhere")
                            .getExitCode())
                    .isNotZero();
            assertThat(exitCodeOfStop(processor)).isEqualTo(143);
        }
    }

    private static boolean isToBeHad(String image) {
        try {
            return !new RemoteDockerImage(DockerImageName.parse(image)).get().isEmpty();
        } catch (ContainerFetchException notFetched) {
            return false;
        }
    }

    private static ImageFromDockerfile image() {
        ImageFromDockerfile image = new ImageFromDockerfile("customer-segment-it", false)
                .withFileFromPath("Dockerfile", Path.of("docker", "Dockerfile"));
        CONTEXT.forEach(path -> image.withFileFromPath(path, Path.of(path)));
        return image;
    }

    /** Runs the image as compose and Kubernetes do: only the mounts are writable. */
    private static GenericContainer<?> ours(ImageFromDockerfile image, Network network) {
        return new GenericContainer<>(image)
                .withNetwork(network)
                .withTmpFs(Map.of("/tmp", "exec,mode=1777"))
                .withCreateContainerCmdModifier(create -> create.getHostConfig().withReadonlyRootfs(true))
                .withStartupTimeout(START);
    }

    private static String get(GenericContainer<?> container, String path) throws Exception {
        URI address = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP_PORT) + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String output(GenericContainer<?> container, String... command) throws Exception {
        return container.execInContainer(command).getStdout().strip();
    }

    /** Stops the container as Docker and Kubernetes do, and returns its exit code. */
    private static long exitCodeOfStop(GenericContainer<?> container) {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(30)
                .exec();
        Long code = container.getCurrentContainerInfo().getState().getExitCodeLong();
        return code == null ? -1 : code;
    }
}
