package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The topics and the user for Strimzi agree with the declarations in the rest of the repository. */
final class StrimziTest {

    private static final Path MANIFESTS = Path.of("docker", "k8s", "strimzi.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void shouldDeclareTheTopicsAsTheirFilesDo() throws IOException {
        List<JsonNode> topics = resources("KafkaTopic");

        assertThat(topics)
                .extracting(topic -> topic.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "customer-segment-requests",
                        "customer-segment-results",
                        "customer-segment-errors",
                        "customer-segment-suppressions");
        for (JsonNode topic : topics) {
            JsonNode declared =
                    YAML.readTree(Path.of("topics", topic.at("/metadata/name").asText() + ".yaml")
                            .toFile());
            ObjectNode config = topic.at("/spec/config").deepCopy();
            assertThat(config.remove("min.insync.replicas").asInt())
                    .isLessThan(topic.at("/spec/replicas").asInt());
            assertThat(topic.at("/spec/partitions")).isEqualTo(declared.path("partitions"));
            assertThat(config).isEqualTo(declared.path("config"));
        }
    }

    @Test
    void shouldGiveTheUserThePermissionsThatTheDocumentLists() throws IOException {
        Set<String> given = new TreeSet<>();
        for (JsonNode rule : resources("KafkaUser").get(0).at("/spec/authorization/acls")) {
            JsonNode resource = rule.path("resource");
            rule.path("operations")
                    .forEach(operation -> given.add(operation.asText() + " "
                            + resource.path("type").asText().replace("transactionalId", "transactional-id") + " "
                            + resource.path("name").asText() + " "
                            + (resource.has("patternType") ? "prefixed" : "literal")));
        }

        assertThat(given).isEqualTo(documented());
    }

    /** Returns the permissions that the {@code acl} commands in {@code config/README.md} grant. */
    private static Set<String> documented() throws IOException {
        Set<String> permissions = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("config", "README.md"))) {
            if (line.startsWith("acl --")) {
                List<String> words = Arrays.asList(line.split(" "));
                String pattern = words.contains("prefixed") ? "prefixed" : "literal";
                List<String> operations = after("--operation", words);
                for (String type : List.of("topic", "group", "transactional-id")) {
                    after("--" + type, words)
                            .forEach(name -> operations.forEach(
                                    operation -> permissions.add(operation + " " + type + " " + name + " " + pattern)));
                }
            }
        }
        return permissions;
    }

    private static List<String> after(String option, List<String> words) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(option)) {
                values.add(words.get(i + 1));
            }
        }
        return values;
    }

    private static List<JsonNode> resources(String kind) throws IOException {
        return YAML.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(MANIFESTS)).readAll().stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }
}
