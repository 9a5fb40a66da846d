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
 * The segments that this instance shares with the others of its application, if it does.
 *
 * @param shared null if it shares none
 */
record SegmentSharing(@Nullable SharedSegments shared) implements AutoCloseable {

    /** Begins to read what the others loaded; returns at once. Where nothing is kept, nothing of others is kept either. */
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
     * What is shared by those who would give the same answers, shown in the metrics.
     *
     * @param catalogueVersion the version of the catalogue
     * @param pseudonyms how customers are named, null for their ids
     */
    Sharing with(Settings settings, String catalogueVersion, @Nullable Pseudonyms pseudonyms, MeterRegistry meters) {
        if (shared == null) {
            return Sharing.none();
        }
        Settings.Personalize source = settings.personalize();
        // All that decides an answer beside its query: what is forgotten here has instances give each other's answers.
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

    /** Waits until what is young has been read, for ten seconds from the start at most. */
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
