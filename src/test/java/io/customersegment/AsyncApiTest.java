package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.outcome.ErrorType;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.HeaderNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final AsyncApi api = AsyncApi.read();

    @Test
    void shouldBeAnAsyncApiDocument() {
        assertThat(api.faults()).isEmpty();
    }

    @Test
    void shouldBeSeenIfItIsNone() {
        ((ObjectNode) api.document().at("/operations/sendResult")).set("action", TextNode.valueOf("shout"));

        assertThat(api.faults()).isNotEmpty();
    }

    @Test
    void shouldNameTheTopicsAsTheyAreDeclared() {
        Settings.Topics names = SettingsReader.read(null, Map.of(), Map.of("audit.topic", "customer-segment-audit"))
                .topics();
        Map<String, Integer> declared = new HashMap<>();
        for (NewTopic topic : TopicDeclarations.named(names).topics()) {
            declared.put(topic.name(), topic.numPartitions());
        }
        Map<String, Integer> described = new HashMap<>();
        api.document().path("channels").forEach(channel -> {
            assertThat(channel.at("/bindings/kafka/topic")).isEqualTo(channel.path("address"));
            described.put(
                    channel.path("address").asText(),
                    channel.at("/bindings/kafka/partitions").asInt());
        });

        assertThat(described).isEqualTo(declared);
    }

    @Test
    void shouldNameEveryHeader() {
        Set<String> known = new HashSet<>(HeaderNames.OF_ANSWERS);
        known.addAll(Set.of(HeaderNames.CACHE_CONTROL, HeaderNames.UNREAD, HeaderNames.REPLAY, HeaderNames.ASKED_AT));
        known.add(SettingsReader.read(null, Map.of(), Map.of()).request().senderHeader());

        assertThat(api.headers()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void shouldNameEveryErrorTypeAndStage() {
        JsonNode schema = AsyncApi.json(Path.of("topics", "customer-segment-error.schema.json"));

        assertThat(words(schema.at("/properties/error_type/enum")))
                .isEqualTo(
                        Arrays.stream(ErrorType.values()).map(ErrorType::title).toList());
        assertThat(words(schema.at("/properties/stage/enum")))
                .isEqualTo(Arrays.stream(Stage.values()).map(Stage::word).toList());
    }

    @Test
    void shouldHaveExamplesThatKeepItsOwnSchemas() {
        for (String message : List.of("result", "error")) {
            api.examples(message)
                    .forEach((name, example) -> assertThat(
                                    api.faults(message, example.path("headers"), example.path("payload")))
                            .as(name)
                            .isEmpty());
        }
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
