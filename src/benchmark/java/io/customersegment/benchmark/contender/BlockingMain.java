package io.customersegment.benchmark.contender;

import io.customersegment.app.Wiring;
import io.customersegment.benchmark.contender.Answering.Answer;
import io.customersegment.config.Settings;
import io.customersegment.topology.StreamsProperties;
import io.customersegment.wire.Arrival;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The most common implementation: Kafka Streams with customer-segment's properties, whose processor waits for each answer; it should be
 * given one stream thread per partition.
 */
public final class BlockingMain {

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private BlockingMain() {}

    /** Runs until killed. */
    public static void main(String[] arguments) {
        Settings settings = SettingsArguments.read(Arrays.asList(arguments));
        Wiring wiring = Wiring.from(settings);
        Answering answering = new Answering(settings, wiring, new OurReading(wiring));
        Serde<Answer> answers = Serdes.serdeFrom((topic, answer) -> answer.value(), (topic, bytes) -> {
            throw new UnsupportedOperationException("Answers are only written");
        });
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(settings.topics().requests(), Consumed.with(BYTES, BYTES))
                .processValues(() -> new Waiting(answering))
                .to(
                        (key, answer, context) -> answer.found()
                                ? settings.topics().results()
                                : settings.topics().errors(),
                        Produced.with(BYTES, answers));
        new KafkaStreams(builder.build(), StreamsProperties.of(settings)).start();
    }

    private static final class Waiting extends ContextualFixedKeyProcessor<byte[], byte[], Answer> {

        private final Answering answering;

        Waiting(Answering answering) {
            this.answering = answering;
        }

        @Override
        public void process(FixedKeyRecord<byte[], byte[]> record) {
            RecordMetadata origin = context().recordMetadata().orElseThrow();
            Arrival arrival = new Arrival(
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    List.of());
            context().forward(record.withValue(answering.answer(arrival).join()));
        }
    }
}
