package io.customersegment.http;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a listener, ordered by the time since they were opened or last answered, longest first.
 *
 * <p><i>Threads:</i> safe to use from any thread.
 */
final class OpenConnections {

    private final int most;
    private final Set<Channel> channels = new LinkedHashSet<>();

    /** @param most the maximum number of open connections */
    OpenConnections(int most) {
        this.most = most;
    }

    /** Adds a connection. Returns the one that must be closed in exchange, or null if none must. */
    synchronized @Nullable Channel add(Channel channel) {
        channels.add(channel);
        if (channels.size() <= most) {
            return null;
        }
        Iterator<Channel> oldest = channels.iterator();
        Channel dropped = oldest.next();
        oldest.remove();
        return dropped;
    }

    /** Makes a connection that was answered the youngest again. */
    synchronized void renew(Channel channel) {
        if (channels.remove(channel)) {
            channels.add(channel);
        }
    }

    /** Removes a connection that was closed. */
    synchronized void remove(Channel channel) {
        channels.remove(channel);
    }

    /** The number of open connections. */
    synchronized int size() {
        return channels.size();
    }
}
