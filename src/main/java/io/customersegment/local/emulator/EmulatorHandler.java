package io.customersegment.local.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection. Answers one request after the other; a client that sends the next before the answer is not expected. */
final class EmulatorHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Service service;
    private final FaultSource faults;
    private final AtomicLong calls;

    EmulatorHandler(Service service, FaultSource faults, AtomicLong calls) {
        this.service = service;
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        byte[] body = ByteBufUtil.getBytes(request.content());
        if (request.method().equals(HttpMethod.POST) && path.equals("/recommendations")) {
            calls.incrementAndGet();
            recommend(context, body, keepAlive);
        } else if (request.method().equals(HttpMethod.PUT) && path.equals("/emulator/faults")) {
            send(context, setFaults(body), keepAlive);
        } else if (request.method().equals(HttpMethod.GET) && path.equals("/emulator/calls")) {
            send(context, plain(200, "{\"calls\":" + calls.get() + "}"), keepAlive);
        } else {
            ServiceError unknown = new ServiceError(404, "UnknownOperationException", "There is no such operation");
            send(context, Service.error(unknown), keepAlive);
        }
    }

    private void recommend(ChannelHandlerContext context, byte[] body, boolean keepAlive) {
        FaultSource.Fate fate = faults.fate();
        if (fate.nanos() == 0) {
            meet(context, fate, body, keepAlive);
        } else {
            var unused = context.executor()
                    .schedule(() -> meet(context, fate, body, keepAlive), fate.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void meet(ChannelHandlerContext context, FaultSource.Fate fate, byte[] body, boolean keepAlive) {
        Fault fault = fate.fault();
        ServiceError error = fault == null ? null : fault.error();
        if (fault == null) {
            send(context, service.recommend(body), keepAlive);
        } else if (error != null) {
            send(context, Service.error(error), keepAlive);
        } else if (fault == Fault.EMPTY) {
            send(context, service.nothing(), keepAlive);
        } else if (fault == Fault.CONNECTION_RESET) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            var unused = context.close();
        }
    }

    private Service.Reply setFaults(byte[] body) {
        try {
            faults.set(Faults.read(JSON.readTree(body)));
            return plain(200, "{}");
        } catch (IOException | IllegalArgumentException broken) {
            String message = broken instanceof IOException ? "The body is not JSON" : broken.getMessage();
            return Service.error(ServiceError.invalidInput(String.valueOf(message)));
        }
    }

    private static Service.Reply plain(int status, String json) {
        return new Service.Reply(status, null, json);
    }

    private static void send(ChannelHandlerContext context, Service.Reply reply, boolean keepAlive) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        response.headers().set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (reply.errorType() != null) {
            response.headers().set("x-amzn-ErrorType", reply.errorType());
        }
        HttpUtil.setContentLength(response, body.length);
        HttpUtil.setKeepAlive(response, keepAlive);
        var sent = context.writeAndFlush(response);
        if (!keepAlive) {
            var unused = sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }
}
