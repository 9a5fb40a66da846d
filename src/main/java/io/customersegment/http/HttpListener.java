package io.customersegment.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Listens for HTTP on a port and enforces limits.
 *
 * <p><i>Threads:</i> safe to use from any thread; its handlers are called on its own event loops, which are daemon threads.
 */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int CLOSE_SECONDS = 2;

    private final EventLoopGroup loops;
    private final Channel server;

    private HttpListener(EventLoopGroup loops, Channel server) {
        this.loops = loops;
        this.server = server;
    }

    /**
     * Opens the port.
     *
     * @param name the name of its threads
     * @param threads the number of its threads
     * @param host an address or name of this machine
     * @param port 0 for any free port
     * @param handler creates the handler for the requests of one connection; requests are whole if the limits allow a body
     * @throws IOException if this machine has no such address, or the port is taken
     */
    public static HttpListener open(
            String name, int threads, String host, int port, HttpLimits limits, Supplier<ChannelHandler> handler)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        HttpDecoderConfig requests = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headers());
        OpenConnections connections = new OpenConnections(limits.connections());
        EventLoopGroup loops = new NioEventLoopGroup(threads, new DefaultThreadFactory(name, true));
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // A pool would keep megabytes for a few requests a minute.
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ConnectionGuard guard = new ConnectionGuard(connections, limits);
                        channel.pipeline().addLast(guard, new HttpServerCodec(requests), guard.answers());
                        if (limits.body() > 0) {
                            channel.pipeline().addLast(new HttpObjectAggregator(limits.body()));
                        }
                        channel.pipeline().addLast(handler.get());
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var unused = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(bound.cause());
        }
        return new HttpListener(loops, bound.channel());
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Closes the port and every connection; waits some seconds for running handlers. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
