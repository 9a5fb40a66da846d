package io.customersegment.console;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.client.Replay;
import io.customersegment.client.ReplaySelection;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.wire.RequestJson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes requests and replays, and announces answers to the watchers of the events.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Publisher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Settings settings;
    private final Catalogue catalogue;
    private final Clock clock;
    private final PublishedRequests published;
    private final Events events;
    private final ReentrantLock replaying = new ReentrantLock();
    private SegmentClient client;

    /**
     * Connects to the cluster.
     *
     * @throws KafkaException if the cluster cannot be reached or lacks the topics
     */
    Publisher(Settings settings, Catalogue catalogue, Clock clock, PublishedRequests published, Events events) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.clock = clock;
        this.published = published;
        this.events = events;
        this.client = new SegmentClient(settings.kafka(), settings.topics());
    }

    /**
     * Publishes a request.
     *
     * @param inWords the meaning of its prompt in plain words, null if the prompt cannot be read
     */
    PublishedRequest ask(ApiRequest request, @Nullable String inWords) {
        PublishedRequest asked = published.add(request, inWords, clock.instant());
        var unused = client().send(null, RequestJson.bytes(request.json()), null, request.headers())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenAccept(
                        answer -> asked.answer(answer, answer.segment() ? new Segment(catalogue, answer.json()) : null))
                .whenComplete((done, fault) -> {
                    if (fault != null) {
                        Throwable cause = fault.getCause();
                        asked.fail(fault instanceof CompletionException && cause != null ? cause : fault);
                    }
                    events.publish("answer", asked.json());
                });
        return asked;
    }

    /** Returns a client that reads answers; a new one if the cluster has ended the reading of the last one. */
    private synchronized SegmentClient client() {
        if (!client.isReading()) {
            client.close();
            try {
                client = new SegmentClient(settings.kafka(), settings.topics());
            } catch (KafkaException fault) {
                throw new Problem(502, "The cluster cannot be reached, or does not let the console read the answers");
            }
        }
        return client;
    }

    /**
     * Publishes a request again.
     *
     * @return whether the request was still on its topic
     */
    boolean replay(ReplaySelection.OffsetRange place) {
        if (!replaying.tryLock()) {
            throw new Problem(503, "Another replay is in progress; try again in a moment");
        }
        try (Replay replay = new Replay(settings.kafka(), settings.topics(), 1, (topic, done, all, chosen) -> {})) {
            return replay.run(new ReplaySelection.Places(List.of(place))).chosen() > 0;
        } catch (KafkaException fault) {
            throw new Problem(502, "The cluster did not take it; try again, or use the command replay");
        } finally {
            replaying.unlock();
        }
    }

    @Override
    public synchronized void close() {
        client.close();
    }
}
