package io.customersegment.benchmark.contender;

import io.customersegment.config.Settings;
import io.customersegment.topology.StreamsProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The engine's ceiling: Kafka Streams with customer-segment's properties, which answers requests with finished bytes: in turn with the lines
 * of the file that is the first argument.
 */
public final class IdentityMain {

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private IdentityMain() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = Arrays.asList(arguments);
        List<byte[]> answers = Files.readAllLines(Path.of(all.get(0))).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        AtomicInteger turn = new AtomicInteger();
        Settings settings = SettingsArguments.read(all.subList(1, all.size()));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(settings.topics().requests(), Consumed.with(BYTES, BYTES))
                .mapValues(request -> answers.get(turn.getAndIncrement() % answers.size()))
                .to(settings.topics().results(), Produced.with(BYTES, BYTES));
        new KafkaStreams(builder.build(), StreamsProperties.of(settings)).start();
    }
}
