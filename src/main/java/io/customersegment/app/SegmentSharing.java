package io.customersegment.app;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.enrich.Sharing;
import io.customersegment.fleet.SharedSegments;
import io.customersegment.topology.StreamsProperties;
import io.customersegment.wire.Pseudonyms;
import io.customersegment.wire.SegmentJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments that this instance shares with the other instances of its application, if any.
 *
 * @param shared null if it shares none
 */
record SegmentSharing(@Nullable SharedSegments shared) implements AutoCloseable {

    /** Begins to read the segments that other instances loaded; returns at once. An instance that caches nothing shares nothing either. */
    static SegmentSharing start(Settings settings) {
        boolean shares = settings.cache().shared() && settings.cache().maxBytes() > 0;
        return new SegmentSharing(
                shares
                        ? SharedSegments.start(
                                settings,
                                StreamsProperties.maxRecordBytes(settings),
                                Clock.systemUTC(),
                                Ticker.systemTicker())
                        : null);
    }

    /**
     * Returns the sharing among instances that would give the same answers, and registers its metrics.
     *
     * @param catalogueVersion the version of the catalogue
     * @param pseudonyms the pseudonyms of customers, null if customers are named by their ids
     */
    Sharing with(Settings settings, String catalogueVersion, @Nullable Pseudonyms pseudonyms, MeterRegistry meters) {
        if (shared == null) {
            return Sharing.none();
        }
        Settings.Personalize source = settings.personalize();
        // Everything that determines an answer besides its query: instances that differ in a missing item would share
        // answers.
        List<String> context = List.of(
                catalogueVersion,
                source.endpoint(),
                source.region(),
                source.campaignArn(),
                source.filterArnPrefix(),
                pseudonyms == null ? "" : pseudonyms.keyId(),
                Boolean.toString(settings.disclosure().shows(SegmentJson.INTEREST)));
        Sharing sharing = Sharing.over(shared, context, Clock.systemUTC());
        sharing.meter(meters);
        shared.meter(meters);
        return sharing;
    }

    /** Waits until the segments within their time to live have been read, but no longer than ten seconds after the start. */
    void awaitYoung() {
        if (shared != null) {
            shared.awaitYoung();
        }
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
