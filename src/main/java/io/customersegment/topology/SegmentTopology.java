package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.criteria.Intent;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.request.RequestValidator;
import java.time.Clock;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/**
 * The way through: requests are validated, interpreted, planned and enriched, and leave as results or errors.
 *
 * <p><i>Threads:</i> built by one; {@link #load} may be asked by any.
 */
public final class SegmentTopology {

    private static final String PENDING = "pending";
    private static final String ENRICH = "enrich";
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final Settings settings;
    private final Disclosure disclosure;
    private final Clock clock;
    private final Stages stages;
    private final Enrichment enrichment;

    /**
     * @param catalogueVersion the version of the catalogue that the interpreter reads with
     * @param senders who may have more asked for
     * @param disclosure what of a segment may leave; its suppressions are read from their topic, unless the settings name none
     * @param clock tells when requests are accepted, expire and fail; moves with the time of Kafka Streams
     * @param refusals what the topics do not take
     * @param listener learns of every answer
     */
    public SegmentTopology(
            Settings settings,
            RequestValidator validator,
            PromptInterpreter interpreter,
            Function<Intent, Outcome<Query>> planner,
            String catalogueVersion,
            SegmentSource source,
            Senders senders,
            Disclosure disclosure,
            Clock clock,
            TopicRefusals refusals,
            AnswerListener listener) {
        this(
                settings,
                new Stages(validator, interpreter, planner, settings.request().maxBytes()),
                catalogueVersion,
                source,
                senders,
                disclosure,
                clock,
                StreamsProperties.pausesPartitions(settings) ? null : Patience.waiting(),
                refusals,
                listener);
    }

    SegmentTopology(
            Settings settings,
            Stages stages,
            String catalogueVersion,
            SegmentSource source,
            Senders senders,
            Disclosure disclosure,
            Clock clock,
            @Nullable Patience patience,
            TopicRefusals refusals,
            AnswerListener listener) {
        this.settings = settings;
        this.disclosure = disclosure;
        this.clock = clock;
        this.stages = stages;
        this.enrichment = new Enrichment(
                new EnrichSetup(
                        settings.node(),
                        settings.kafka().guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2,
                        stages,
                        new GuardedSource(source),
                        disclosure,
                        new AnswerWriter(
                                StreamsProperties.maxRecordBytes(settings),
                                catalogueVersion,
                                disclosure.pseudonymKeyId(),
                                refusals),
                        senders,
                        settings.topics().audits()
                                ? new Audit(settings.request().senderHeader(), catalogueVersion, clock)
                                : null,
                        new PendingStores(PENDING),
                        clock,
                        patience,
                        refusals,
                        listener),
                StreamsProperties.changelog(settings));
    }

    /** The topology, to be run with {@link StreamsProperties#of}; once for each of these. */
    public Topology build() {
        StreamsBuilder builder =
                new StreamsBuilder(new TopologyConfig(new StreamsConfig(StreamsProperties.of(settings))));
        requests(builder)
                .processValues(() -> new Validation(stages), Named.as("validate"))
                .mapValues(stages::interpret, Named.as("interpret"))
                .mapValues(stages::plan, Named.as("plan"))
                .process(enrichment, Named.as(ENRICH));
        ByteArraySerializer bytes = new ByteArraySerializer();
        Topology topology = builder.build()
                .addSink(Enrichment.RESULTS, settings.topics().results(), bytes, bytes, ENRICH)
                .addSink(Enrichment.ERRORS, settings.topics().errors(), bytes, bytes, ENRICH);
        if (settings.topics().audits()) {
            topology.addSink(Enrichment.AUDIT, settings.topics().audit(), bytes, bytes, ENRICH);
        }
        if (settings.topics().suppresses()) {
            ByteArrayDeserializer reading = new ByteArrayDeserializer();
            topology.addGlobalStore(
                    new SuppressionTable.Builder(disclosure.suppressions()),
                    "suppressions",
                    reading,
                    reading,
                    settings.topics().suppressions(),
                    "suppress",
                    SuppressionTable.Reader::new);
        }
        return topology;
    }

    /** How busy the asynchronous node of this instance is; any thread. */
    public Load load() {
        return enrichment.load();
    }

    /** Whether the calling stream thread should take in no more records of this partition, because as many requests wait as may. */
    public boolean full(TopicPartition partition) {
        return enrichment.full(partition.partition());
    }

    /** How many requests of this instance are parked: no topic takes their answers; any thread. */
    public int parked() {
        return enrichment.parked();
    }

    /** What reads the prompts of records that were polled before they are processed; to be closed. */
    public ReadAhead readAhead() {
        return new ReadAhead(stages);
    }

    /** The name of the changelog topic, in which pending requests are kept. */
    public static String changelogTopic(Settings settings) {
        return settings.kafka().applicationId() + "-" + PENDING + "-changelog";
    }

    /** Asks Personalize for nothing more, for good; what is in flight is still answered, and {@link #load} tells when. Any thread. */
    public void drain() {
        enrichment.drain();
    }

    private KStream<byte[], byte[]> requests(StreamsBuilder builder) {
        return builder.stream(
                settings.topics().requests(),
                Consumed.with(BYTES, BYTES).withName("requests").withTimestampExtractor(new ArrivalTime(clock)));
    }
}
