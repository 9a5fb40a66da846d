package io.customersegment.benchmark.standin;

import io.customersegment.local.emulator.Latency;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A stand-in for Personalize as a process; prints its address, and serves until killed. */
@Command(name = "stand-in", description = "Answers GetRecommendations with canned items at little cost.")
public final class StandIn implements Runnable {

    /** Finds the address in the output. */
    public static final Pattern LISTENING = Pattern.compile("^stand-in at (\\S+)$", Pattern.MULTILINE);

    /** The path whose GET returns the number of GetRecommendations calls: a {@link Tally}. */
    public static final String TALLY = "/tally";

    /**
     * The path whose GET returns when GetRecommendations calls arrived, regardless of their outcome: a {@link Timeline}. A PUT returns it
     * too, after starting a new one.
     */
    public static final String TIMELINE = "/timeline";

    /** The prefix of the paths whose PUT makes the stand-in unavailable: see {@link #outagePath}. */
    static final String OUTAGE = "/outage/";

    private static final int THREADS = 2;
    private static final int BACKLOG = 8192;
    private static final int LONGEST_BODY = 1 << 16;

    @Option(names = "--latency", required = true, description = "How long each answer takes, e.g. PT0.05S")
    private Duration latency = Duration.ZERO;

    @Option(names = "--latency-p99", description = "How long 1 in 100 take at least; then --latency is the median")
    private @Nullable Duration latencyP99;

    @Option(names = "--calls-per-second", description = "Past that calls are throttled (default: no limit)")
    private int callsPerSecond = Integer.MAX_VALUE;

    @Option(names = "--error-share", description = "The share of calls that fail, from 0 to 1 (default: 0)")
    private double errorShare;

    @Option(names = "--items", required = true, description = "How many customers a filter finds")
    private int items;

    @Option(names = "--most-items", description = "How many the filters find that find most (default: as all others)")
    private int mostItems;

    @Option(names = "--id-length", description = "How long an item's id is at least, in characters (default: 0)")
    private int idLength;

    /** Returns the path whose PUT makes the stand-in unavailable for the given time from now on. */
    public static String outagePath(Outage.Kind kind, Duration duration) {
        return OUTAGE + kind + "/" + duration;
    }

    /** Runs the command. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StandIn()).execute(arguments));
    }

    @Override
    @SuppressWarnings("SystemOut") // read by the parent process
    public void run() {
        Calls calls = new Calls(
                new Items(items, Math.max(items, mostItems), idLength),
                latencyP99 == null ? Latency.fixed(latency) : new Latency(latency, latencyP99),
                new RateLimit(callsPerSecond, System.nanoTime()),
                errorShare);
        EventLoopGroup threads = new NioEventLoopGroup(THREADS);
        var server = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpRequestDecoder())
                                .addLast(new HttpObjectAggregator(LONGEST_BODY))
                                .addLast(new Connection(calls));
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        System.out.println("stand-in at http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
        server.closeFuture().syncUninterruptibly();
    }
}
