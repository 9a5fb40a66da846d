package io.customersegment.client;

import io.customersegment.wire.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Selects the requests that are published again. */
public sealed interface ReplaySelection {

    /**
     * The requests of the requests topic whose record timestamps lie in a range, except copies that an earlier replay has published.
     *
     * @param from the start of the range, inclusive; null for the beginning of the topic
     * @param to the end of the range, exclusive; null for the end of the topic
     */
    record Times(@Nullable Instant from, @Nullable Instant to) implements ReplaySelection {

        boolean contains(Instant time) {
            return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
        }
    }

    /** The requests at the given places of the requests topic. */
    record Places(List<OffsetRange> ranges) implements ReplaySelection {
        public Places {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * The requests that were refused, each once however often it was refused, except those for which an earlier replay has brought a result
     * or an error of another type.
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
     * A range of offsets in a partition.
     *
     * @param last the last offset, inclusive; {@link Long#MAX_VALUE} for all that exist
     */
    record OffsetRange(int partition, long first, long last) {

        boolean contains(int otherPartition, long offset) {
            return otherPartition == partition && offset >= first && offset <= last;
        }
    }
}
