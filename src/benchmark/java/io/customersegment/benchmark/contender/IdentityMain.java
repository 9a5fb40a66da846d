package io.customersegment.benchmark.contender;

import io.customersegment.config.Settings;
import io.customersegment.topology.StreamsProperties;
import io.customersegment.wire.HeaderNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Kafka Streams alone, with customer-segment's properties: answers requests with prepared bytes, in turn the lines of the file that is the
 * first argument, and with constant headers as long as those of a result.
 */
public final class IdentityMain {

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();
    private static final Headers HEADERS = new RecordHeaders()
            .add(HeaderNames.REQUEST, "requests-1@123456".getBytes(StandardCharsets.UTF_8))
            .add(HeaderNames.CACHE, "hit".getBytes(StandardCharsets.UTF_8))
            .add(HeaderNames.AS_OF, "2026-11-27T08:30:00.123456789Z".getBytes(StandardCharsets.UTF_8));

    private IdentityMain() {}

    /** Runs until killed. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = Arrays.asList(arguments);
        List<byte[]> answers = Files.readAllLines(Path.of(all.get(0))).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        Settings settings = SettingsArguments.read(all.subList(1, all.size()));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(settings.topics().requests(), Consumed.with(BYTES, BYTES))
                .processValues(() -> new Finished(answers))
                .to(settings.topics().results(), Produced.with(BYTES, BYTES));
        new KafkaStreams(builder.build(), StreamsProperties.of(settings)).start();
    }

    private static final class Finished extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {

        private final List<byte[]> answers;
        private int turn;

        Finished(List<byte[]> answers) {
            this.answers = answers;
        }

        @Override
        public void process(FixedKeyRecord<byte[], byte[]> record) {
            byte[] answer = answers.get(turn++ % answers.size());
            context().forward(record.withValue(answer).withHeaders(HEADERS));
        }
    }
}
