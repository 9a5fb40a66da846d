package io.customersegment.benchmark.standin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One connection, on which each request follows the response to the previous one. Responses, including their heads, are written as bytes.
 */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String OK = "200 OK";
    private static final String THROTTLED = "400 Bad Request\r\nx-amzn-ErrorType: ThrottlingException";
    private static final String UNAVAILABLE = "503 Service Unavailable\r\nx-amzn-ErrorType: ServiceUnavailable";
    private static final String FAILED = "500 Internal Server Error\r\nx-amzn-ErrorType: InternalFailure";
    private static final String MESSAGE = "{\"message\":\"The stand-in was told to answer this\"}";

    private final Calls calls;

    Connection(Calls calls) {
        this.calls = calls;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.uri().equals(StandIn.TALLY)) {
            send(context, OK, calls.tally().text());
            return;
        }
        if (request.uri().equals(StandIn.TIMELINE)) {
            send(context, OK, timeline(request.method()));
            return;
        }
        if (request.uri().startsWith(StandIn.OUTAGE)) {
            breakDown(request.uri());
            send(context, OK, "{}");
            return;
        }
        switch (calls.arrived()) {
            case ADMITTED -> begin(context, request.content().toString(StandardCharsets.ISO_8859_1));
            case THROTTLED -> send(context, THROTTLED, MESSAGE);
            case UNAVAILABLE -> send(context, UNAVAILABLE, MESSAGE);
            case IGNORED -> {} // the client waits for a response in vain
        }
    }

    private String timeline(HttpMethod method) {
        if (method.equals(HttpMethod.PUT)) {
            calls.restartTimeline();
        }
        return calls.timeline().text();
    }

    private void breakDown(String path) {
        String[] arguments = path.substring(StandIn.OUTAGE.length()).split("/", -1);
        calls.breakDown(Outage.Kind.valueOf(arguments[0]), Duration.parse(arguments[1]));
    }

    private void begin(ChannelHandlerContext context, String request) {
        Calls.Call call = calls.begin(request);
        var unused = context.executor().schedule(() -> end(context, call), call.nanos(), TimeUnit.NANOSECONDS);
    }

    private static void end(ChannelHandlerContext context, Calls.Call call) {
        String body = call.end();
        if (body == null) {
            send(context, FAILED, MESSAGE);
        } else {
            send(context, OK, body);
        }
    }

    private static void send(ChannelHandlerContext context, String status, String body) {
        String head = "HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\n"
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
