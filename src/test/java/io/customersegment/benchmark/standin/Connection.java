package io.customersegment.benchmark.standin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection, on which the next request comes after the answer to the last. Answers are written as bytes, head and all. */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Items items;
    private final long latencyNanos;
    private final AtomicLong calls;

    Connection(Items items, Duration latency, AtomicLong calls) {
        this.items = items;
        this.latencyNanos = latency.toNanos();
        this.calls = calls;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.uri().equals(StandIn.CALLS)) {
            send(context, Long.toString(calls.get()));
            return;
        }
        calls.incrementAndGet();
        String body = items.answer(request.content().toString(StandardCharsets.ISO_8859_1));
        var unused = context.executor().schedule(() -> send(context, body), latencyNanos, TimeUnit.NANOSECONDS);
    }

    private static void send(ChannelHandlerContext context, String body) {
        String head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                + "x-amzn-RequestId: 00000000-0000-0000-0000-000000000000\r\ncontent-length: " + body.length()
                + "\r\n\r\n";
        ByteBuf answer = context.alloc().buffer(head.length() + body.length());
        ByteBufUtil.writeAscii(answer, head);
        ByteBufUtil.writeAscii(answer, body);
        var unused = context.writeAndFlush(answer);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }
}
