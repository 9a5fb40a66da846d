package io.customersegment.http;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a listener, those first that have waited longest since they were opened or answered.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class OpenConnections {

    private final int most;
    private final Set<Channel> channels = new LinkedHashSet<>();

    /** @param most how many may be open */
    OpenConnections(int most) {
        this.most = most;
    }

    /** Takes one more in; the one that has to go for it, null if none has to. */
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

    /** The connection was answered, and so is the youngest again. */
    synchronized void renew(Channel channel) {
        if (channels.remove(channel)) {
            channels.add(channel);
        }
    }

    /** The connection is closed. */
    synchronized void remove(Channel channel) {
        channels.remove(channel);
    }

    /** How many are open. */
    synchronized int size() {
        return channels.size();
    }
}
