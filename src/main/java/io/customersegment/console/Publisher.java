package io.customersegment.console;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.client.Answer;
import io.customersegment.client.Replay;
import io.customersegment.client.ReplaySelection;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.wire.RequestJson;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes requests and replays, and tells those who watch of answers.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Publisher implements AutoCloseable {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private final Settings settings;
    private final Catalogue catalogue;
    private final Clock clock;
    private final SegmentClient client;
    private final AskedRequests asked;
    private final Events events;
    private final AtomicLong count = new AtomicLong();

    /**
     * Connects.
     *
     * @throws KafkaException if the cluster cannot be reached or has no such topics
     */
    Publisher(Settings settings, Catalogue catalogue, Clock clock, AskedRequests asked, Events events) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.clock = clock;
        this.asked = asked;
        this.events = events;
        this.client = new SegmentClient(settings.kafka(), settings.topics());
    }

    /**
     * Publishes a request.
     *
     * @param inWords how its prompt is read, null if it is not
     */
    AskedRequest ask(Wish wish, @Nullable String inWords) {
        AskedRequest request = new AskedRequest("r" + count.incrementAndGet(), wish, inWords, clock.instant());
        asked.add(request);
        var unused = client.send(null, RequestJson.bytes(wish.request()), null, wish.headers())
                .whenComplete((answer, fault) -> {
                    if (fault == null) {
                        take(request, answer);
                    } else {
                        request.fail();
                    }
                    events.publish("answer", request.json());
                });
        return request;
    }

    private void take(AskedRequest request, Answer answer) {
        request.answer(answer, answer.segment() ? new Segment(catalogue, answer.json()) : null);
    }

    /**
     * Publishes a request once more.
     *
     * @param place its partition and offset
     * @return whether it was still on its topic
     */
    boolean replay(String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw new Problem(404, "There is no such request");
        }
        long offset = Long.parseLong(matcher.group(2));
        ReplaySelection selection = new ReplaySelection.Places(
                List.of(new ReplaySelection.OffsetRange(Integer.parseInt(matcher.group(1)), offset, offset)));
        try (Replay replay = new Replay(settings.kafka(), settings.topics(), 1, (topic, done, all, chosen) -> {})) {
            return replay.run(selection).chosen() > 0;
        } catch (KafkaException fault) {
            throw new Problem(502, "The cluster did not take it; try again, or use the command replay");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
