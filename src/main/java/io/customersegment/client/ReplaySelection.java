package io.customersegment.client;

import io.customersegment.wire.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests are published again. */
public sealed interface ReplaySelection {

    /**
     * Those of the requests topic whose records' timestamps lie in a range, but for copies that an earlier replay has published.
     *
     * @param from the first, null for the beginning of the topic
     * @param to the first one that is too late, null for its end
     */
    record Times(@Nullable Instant from, @Nullable Instant to) implements ReplaySelection {

        boolean contains(Instant time) {
            return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
        }
    }

    /** Those at these places of the requests topic. */
    record Places(List<OffsetRange> ranges) implements ReplaySelection {
        public Places {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * Those that were refused, each once however often it was, and none to which an earlier replay has brought a result or
     * an error of another type.
     *
     * @param errorTypes the titles of the error types
     * @param times when the request was refused, which may be long after it was published
     */
    record Refused(Set<String> errorTypes, Times times) implements ReplaySelection {
        public Refused {
            errorTypes = Set.copyOf(errorTypes);
        }

        boolean contains(RefusedRequest request) {
            return errorTypes.contains(request.errorType()) && times.contains(request.failedAt());
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
