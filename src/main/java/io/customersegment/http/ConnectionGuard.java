package io.customersegment.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that takes too long, or that exceeds the limit on open connections. It stands before the codec, because a request
 * begins with its first byte. {@link #answers()}, which stands behind the codec, notifies it when the answer is sent.
 *
 * <p><i>Threads:</i> the connection's event loop.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    private final OpenConnections connections;
    private final HttpLimits limits;
    private boolean exchange;
    private @Nullable Future<?> limit;

    ConnectionGuard(OpenConnections connections, HttpLimits limits) {
        this.connections = connections;
        this.limits = limits;
    }

    /** Returns the handler that notifies this guard of answers. */
    ChannelHandler answers() {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                ChannelPromise sent = message instanceof LastHttpContent
                        ? promise.unvoid().addListener(done -> answered(context))
                        : promise;
                var unused = context.write(message, sent);
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel dropped = connections.add(context.channel());
        if (dropped != null) {
            // With a reset, because after an orderly close any number of connections would remain in the kernel for a
            // minute.
            dropped.config().setOption(ChannelOption.SO_LINGER, 0);
            close(dropped);
        }
        closeAfter(limits.idle(), context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!exchange) {
            exchange = true;
            closeAfter(limits.exchange(), context);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connections.remove(context.channel());
        if (limit != null) {
            limit.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void answered(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            exchange = false;
            connections.renew(context.channel());
            closeAfter(limits.idle(), context);
        }
    }

    private void closeAfter(Duration duration, ChannelHandlerContext context) {
        if (limit != null) {
            limit.cancel(false);
        }
        limit = context.executor().schedule(() -> close(context.channel()), duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Channel channel) {
        var unused = channel.close();
    }
}
