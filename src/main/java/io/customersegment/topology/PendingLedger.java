package io.customersegment.topology;

import io.customersegment.wire.Arrival;
import io.customersegment.wire.PendingRequest;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The pending requests of one task, in memory and in the store, whose changelog restores them after a crash or a rebalance. Deletes an
 * answered request from the store as soon as its answer cannot be lost.
 *
 * <p><i>Threads:</i> the stream thread only, except for {@link #parked()}.
 */
final class PendingLedger {

    private final KeyValueStore<Bytes, byte[]> store;
    private final PendingStores.ChangelogView written;
    private final boolean exactlyOnce;
    private final Map<Bytes, Pending> pending = new LinkedHashMap<>();

    /** Requests in the store that are not started again, because no topic accepts their answers. */
    private final Set<Bytes> parked = ConcurrentHashMap.newKeySet();

    /** Answered requests whose deletion is deferred, each with the number of commits before its answer; oldest first. */
    private final Map<Bytes, Long> deferred = new LinkedHashMap<>();

    /**
     * Restores the contents of the store.
     *
     * @param written the entries of the store that the changelog holds
     * @param exactlyOnce whether an answer and the deletion of its request are committed in one transaction
     * @param parks whether no topic accepts the answer to a request
     */
    PendingLedger(
            KeyValueStore<Bytes, byte[]> store,
            PendingStores.ChangelogView written,
            boolean exactlyOnce,
            Predicate<Arrival> parks) {
        this.store = store;
        this.written = written;
        this.exactlyOnce = exactlyOnce;
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                PendingRequest request = PendingRequest.decode(entry.value);
                if (parks.test(request.arrival())) {
                    parked.add(entry.key);
                } else {
                    pending.put(entry.key, new Pending(request, null));
                }
            }
        }
    }

    /** The pending requests, oldest first. No request may be added or removed while they are iterated over. */
    Collection<Pending> pending() {
        return pending.values();
    }

    /** Whether the request is pending or parked. */
    boolean holds(Arrival arrival) {
        if (pending.isEmpty() && parked.isEmpty()) {
            return false;
        }
        Bytes key = PendingRequest.key(arrival);
        return pending.containsKey(key) || parked.contains(key);
    }

    /** Stores a newly accepted request that has to wait. */
    Pending add(Arrival arrival, ParsedRequest parsed, long nowMillis) {
        PendingRequest request = new PendingRequest(arrival, nowMillis, 0);
        Pending added = new Pending(request, parsed);
        deferred.remove(added.key()); // redelivered after its answer, so it is pending again
        store.put(added.key(), request.encode());
        pending.put(added.key(), added);
        return added;
    }

    /** Stores a request whose answer no topic accepts. */
    void park(Arrival arrival, long nowMillis) {
        Bytes key = PendingRequest.key(arrival);
        store.put(key, new PendingRequest(arrival, nowMillis, 0).encode());
        parked.add(key);
    }

    /** The number of parked requests; any thread. */
    int parked() {
        return parked.size();
    }

    /** Stores a restored request with its new attempt count. */
    void startedAgain(Pending restored, PendingRequest again) {
        store.put(restored.key(), again.encode());
    }

    /** Removes a request whose answer was forwarded. */
    void answered(Pending answered) {
        Bytes key = answered.key();
        if (exactlyOnce || !written.holds(key)) {
            store.delete(key);
        } else {
            deferred.put(key, written.commits());
        }
        pending.remove(key);
    }

    /** Deletes the requests from the store that were answered before the last commit. */
    void deleteCommitted() {
        Iterator<Map.Entry<Bytes, Long>> entries = deferred.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Bytes, Long> entry = entries.next();
            if (entry.getValue() >= written.commits()) {
                break;
            }
            store.delete(entry.getKey());
            entries.remove();
        }
    }

    /** The number of answered requests whose deletion is deferred. */
    int deferred() {
        return deferred.size();
    }
}
