package io.customersegment.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests are published again. */
public sealed interface ReplaySelection {

    /**
     * Those of the requests topic whose timestamp lies in a range, but for copies that an earlier replay has published.
     *
     * @param from the first, null for the beginning of the topic
     * @param to the first one that is too late, null for its end
     */
    record Times(@Nullable Instant from, @Nullable Instant to) implements ReplaySelection {

        boolean contains(long timestamp) {
            return (from == null || timestamp >= from.toEpochMilli()) && (to == null || timestamp < to.toEpochMilli());
        }
    }

    /** Those at these places of the requests topic. */
    record Places(List<OffsetRange> ranges) implements ReplaySelection {
        public Places {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * Those that were refused, each once however often it was, and none of which an earlier replay has brought a result.
     *
     * @param errorTypes the titles of the error types; empty for all errors that say {@code retryable}
     * @param times when the request, not the error, happened
     */
    record Refused(Set<String> errorTypes, Times times) implements ReplaySelection {
        public Refused {
            errorTypes = Set.copyOf(errorTypes);
        }

        boolean contains(String errorType, boolean retryable) {
            return errorTypes.isEmpty() ? retryable : errorTypes.contains(errorType);
        }
    }

    /**
     * Offsets of a partition.
     *
     * @param last the last one, included; {@link Long#MAX_VALUE} for all that there are
     */
    record OffsetRange(int partition, long first, long last) {

        boolean contains(int otherPartition, long offset) {
            return otherPartition == partition && offset >= first && offset <= last;
        }
    }
}
