package io.customersegment.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Handles one connection, one request at a time; closes it if the client sends a request before the last is answered. */
final class EmulatorHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "<html><body>The emulator is configured to return this</body></html>";
    private static final int CHUNK = 16_384;
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Service service;
    private final FaultSource faults;
    private final AtomicLong calls;
    private boolean busy;

    EmulatorHandler(Service service, FaultSource faults, AtomicLong calls) {
        this.service = service;
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (busy) {
            var unused = context.close();
            return;
        }
        busy = true;
        if (request.decoderResult().isFailure()) {
            send(context, Service.error(ServiceError.invalidInput("This is not a request within the limits")), false);
            return;
        }
        String path = new QueryStringDecoder(request.uri()).rawPath();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        byte[] body = ByteBufUtil.getBytes(request.content());
        if (request.method().equals(HttpMethod.POST) && path.equals("/recommendations")) {
            calls.incrementAndGet();
            recommend(context, body, request.headers().get("X-Amz-Date", ""), keepAlive);
        } else if (request.method().equals(HttpMethod.POST) && path.equals("/")) {
            Service.Reply reply = service.control().answer(request.headers().get("X-Amz-Target", ""), body);
            write(context, response(reply, "application/x-amz-json-1.1"), keepAlive);
        } else if (request.method().equals(HttpMethod.PUT) && path.equals("/emulator/faults")) {
            send(context, set(body, json -> faults.set(Faults.read(json))), keepAlive);
        } else if (request.method().equals(HttpMethod.PUT) && path.equals("/emulator/setup")) {
            send(context, set(body, json -> service.control().setup(Setup.read(json))), keepAlive);
        } else if (request.method().equals(HttpMethod.GET) && path.equals("/emulator/calls")) {
            send(context, plain(200, "{\"calls\":" + calls.get() + "}"), keepAlive);
        } else {
            ServiceError unknown = new ServiceError(404, "UnknownOperationException", "There is no such operation");
            send(context, Service.error(unknown), keepAlive);
        }
    }

    /**
     * @param signed the time that the call is signed with, in the format of the SDK
     */
    private void recommend(ChannelHandlerContext context, byte[] body, String signed, boolean keepAlive) {
        FaultSource.Fate fate = faults.fate();
        if (fate.nanos() == 0) {
            meet(context, fate, body, signed, keepAlive);
        } else {
            var unused = context.executor()
                    .schedule(() -> meet(context, fate, body, signed, keepAlive), fate.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void meet(
            ChannelHandlerContext context, FaultSource.Fate fate, byte[] body, String signed, boolean keepAlive) {
        Fault fault = fate.fault();
        if (fault == null) {
            send(context, service.recommend(body, true), keepAlive);
            return;
        }
        switch (fault) {
            case NO_METADATA -> send(context, service.recommend(body, false), keepAlive);
            case EMPTY -> send(context, service.nothing(), keepAlive);
            case NO_LIST -> send(context, plain(200, "{}"), keepAlive);
            case HTML -> write(context, response(plain(200, PAGE), "text/html"), keepAlive);
            case ENDLESS -> sendEndlessly(context);
            case CLOCK_SKEW -> answerByAnotherClock(context, body, signed, keepAlive);
            case CONNECTION_RESET -> {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                var unused = context.close();
            }
            case SILENCE -> {}
            default -> sendError(context, fault, keepAlive);
        }
    }

    private void sendError(ChannelHandlerContext context, Fault fault, boolean keepAlive) {
        send(context, Service.error(Objects.requireNonNull(fault.error())), keepAlive);
    }

    private void answerByAnotherClock(ChannelHandlerContext context, byte[] body, String signed, boolean keepAlive) {
        Instant now = Clock.systemUTC().instant().plus(AHEAD);
        String earliest = SIGNED.format(now.minus(ALLOWED_SKEW));
        String latest = SIGNED.format(now.plus(ALLOWED_SKEW));
        if (signed.compareTo(earliest) >= 0 && signed.compareTo(latest) <= 0) {
            send(context, service.recommend(body, true), keepAlive);
            return;
        }
        FullHttpResponse refusal =
                response(Service.error(Objects.requireNonNull(Fault.CLOCK_SKEW.error())), "application/json");
        refusal.headers().set(HttpHeaderNames.DATE, RFC_1123.format(now));
        write(context, refusal, keepAlive);
    }

    private static void sendEndlessly(ChannelHandlerContext context) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(head, true);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        var unused = context.write(head);
        sendSpaces(context);
    }

    /** Sends spaces until the client closes the connection. */
    private static void sendSpaces(ChannelHandlerContext context) {
        byte[] spaces = new byte[CHUNK];
        Arrays.fill(spaces, (byte) ' ');
        var unused = context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(spaces)))
                .addListener(sent -> {
                    if (sent.isSuccess()) {
                        sendSpaces(context);
                    }
                });
    }

    private static Service.Reply set(byte[] body, Consumer<JsonNode> setting) {
        try {
            setting.accept(JSON.readTree(body));
            return plain(200, "{}");
        } catch (IOException | IllegalArgumentException broken) {
            String message = broken instanceof IOException ? "The body is not JSON" : broken.getMessage();
            return Service.error(ServiceError.invalidInput(String.valueOf(message)));
        }
    }

    private static Service.Reply plain(int status, String json) {
        return new Service.Reply(status, null, json);
    }

    private void send(ChannelHandlerContext context, Service.Reply reply, boolean keepAlive) {
        write(context, response(reply, "application/json"), keepAlive);
    }

    private static FullHttpResponse response(Service.Reply reply, String contentType) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        response.headers().set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (reply.errorType() != null) {
            response.headers().set("x-amzn-ErrorType", reply.errorType());
        }
        HttpUtil.setContentLength(response, body.length);
        return response;
    }

    private void write(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        busy = false;
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
