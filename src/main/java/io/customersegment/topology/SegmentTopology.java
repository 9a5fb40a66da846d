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
 * The Kafka Streams topology: the node {@code read} validates, interprets and plans each request; the node {@code enrich} requests its
 * segment from the source and forwards it to the results topic, or its failure to the errors topic.
 *
 * <p><i>Threads:</i> built by one thread; {@link #load} may be called by any.
 */
public final class SegmentTopology {

    private static final String PENDING = "pending";
    private static final String ENRICH = "enrich";
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final Settings settings;
    private final Disclosure disclosure;
    private final Clock clock;
    private final MemoizingReader reader;
    private final Enrichment enrichment;

    /**
     * @param catalogueVersion the version of the catalogue that the interpreter uses
     * @param senders determines which senders may start more loads
     * @param disclosure determines which part of a segment may be disclosed; its suppressions are read from their topic, unless the
     *     settings name none
     * @param clock provides the times at which requests are accepted, expire and fail; advances with the time of Kafka Streams
     * @param refusals the records that the topics do not accept
     * @param listener is notified of every answer
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
                new RequestReader(
                        validator, interpreter, planner, settings.request().maxBytes()),
                catalogueVersion,
                source,
                senders,
                disclosure,
                clock,
                StreamsProperties.pausesPartitions(settings) ? null : BackpressureWait.waiting(),
                refusals,
                listener);
    }

    SegmentTopology(
            Settings settings,
            RequestReader reader,
            String catalogueVersion,
            SegmentSource source,
            Senders senders,
            Disclosure disclosure,
            Clock clock,
            @Nullable BackpressureWait backpressureWait,
            TopicRefusals refusals,
            AnswerListener listener) {
        this.settings = settings;
        this.disclosure = disclosure;
        this.clock = clock;
        this.reader = new MemoizingReader(reader);
        this.enrichment = new Enrichment(
                new EnrichSetup(
                        settings.node(),
                        settings.kafka().guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2,
                        this.reader,
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
                        backpressureWait,
                        refusals,
                        listener),
                StreamsProperties.changelog(settings));
    }

    /** Builds the topology, which must be run with {@link StreamsProperties#of}; once per instance of this class. */
    public Topology build() {
        StreamsBuilder builder =
                new StreamsBuilder(new TopologyConfig(new StreamsConfig(StreamsProperties.of(settings))));
        requests(builder)
                .processValues(() -> new ReadNode(reader), Named.as("read"))
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

    /** The load of the asynchronous node of this instance; any thread. */
    public NodeLoad load() {
        return enrichment.load();
    }

    /**
     * Whether the calling stream thread should take in no more records of this partition, because the limit on pending requests is
     * reached.
     */
    public boolean full(TopicPartition partition) {
        return enrichment.full(partition.partition());
    }

    /** The number of parked requests of this instance, whose answers no topic accepts; any thread. */
    public int parked() {
        return enrichment.parked();
    }

    /** Returns a new reader that reads the prompts of polled records before they are processed. The caller must close it. */
    public ReadAhead readAhead() {
        return new ReadAhead(reader);
    }

    /** The name of the changelog topic, which stores pending requests. */
    public static String changelogTopic(Settings settings) {
        return settings.kafka().applicationId() + "-" + PENDING + "-changelog";
    }

    /** Stops starting requests permanently. Those in flight are still answered; {@link #load} reports when none is left. Any thread. */
    public void drain() {
        enrichment.drain();
    }

    private KStream<byte[], byte[]> requests(StreamsBuilder builder) {
        return builder.stream(
                settings.topics().requests(),
                Consumed.with(BYTES, BYTES).withName("requests").withTimestampExtractor(new ArrivalTime(clock)));
    }
}
