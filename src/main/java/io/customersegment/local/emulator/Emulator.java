package io.customersegment.local.emulator;

import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Personalize endpoint on this machine, of the runtime and the control plane.
 *
 * <p>{@code POST /recommendations} is GetRecommendations, {@code POST /} an operation of the control plane; {@code PUT
 * /emulator/faults} sets the {@link Faults} of GetRecommendations, {@code PUT /emulator/setup} the {@link Setup}, {@code GET
 * /emulator/calls} says how many calls of GetRecommendations came in.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
public final class Emulator implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int LONGEST_BODY = 1 << 20;
    private static final int BACKLOG = 1024;

    private final Service service;
    private final FaultSource faults;
    private final AtomicLong calls = new AtomicLong();
    private final EventLoopGroup threads;
    private final Channel server;

    private Emulator(EmulatorSettings settings, Service service) {
        this.service = service;
        faults = new FaultSource(System::nanoTime, settings.seed());
        threads = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("emulator", true));
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_BODY))
                                .addLast(new EmulatorHandler(service, faults, calls));
                    }
                });
        ChannelFuture bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var unused = threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IllegalStateException(
                    "The emulator cannot listen on " + settings.host() + ":" + settings.port()
                            + ", which may be in use",
                    bound.cause());
        }
        server = bound.channel();
    }

    /**
     * An emulator that answers from the dataset.
     *
     * @throws IllegalArgumentException if the service would not create the filters or take the data; it names the rule
     * @throws IllegalStateException if the address cannot be bound
     */
    public static Emulator start(EmulatorSettings settings, Dataset dataset, List<FilterTemplate> templates) {
        return new Emulator(settings, new Service(settings.campaign(), dataset, templates, Clock.systemUTC()));
    }

    /** Its address, e.g. {@code http://127.0.0.1:8080}; where it listens on all addresses, this machine's own. */
    public URI endpoint() {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort());
    }

    /** Misbehaves like this from now on. */
    public void faults(Faults wanted) {
        faults.set(wanted);
    }

    /** Is set up like this from now on; filters that are there stay. */
    public void setup(Setup wanted) {
        service.control().setup(wanted);
    }

    /** How many calls of GetRecommendations came in, those that failed included. */
    public long calls() {
        return calls.get();
    }

    /** Closes every connection. */
    @Override
    public void close() {
        server.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
