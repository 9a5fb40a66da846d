package io.customersegment.http;

import io.customersegment.http.Page.Content;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Handles one connection to pages. Answers its first request and closes the connection. If that request is refused, further input is read
 * and discarded for a second, because otherwise the client would see a reset and not the answer.
 *
 * <p><i>Threads:</i> the event loop.
 */
final class PageHandler extends ChannelInboundHandlerAdapter {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int LINGER_SECONDS = 1;

    private final Map<String, Page> pages;
    private final Map<String, PageMaker> makers;
    private boolean asked;
    private @Nullable PageMaker maker;

    /** @param makers the makers of the pages that are created apart */
    PageHandler(Map<String, Page> pages, Map<String, PageMaker> makers) {
        this.pages = pages;
        this.makers = makers;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!asked && message instanceof HttpRequest request) {
                asked = true;
                answer(context, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        HttpResponseStatus refusal = refusal(request);
        if (refusal != null) {
            refuse(context, refusal);
            return;
        }
        String path = path(request.uri());
        Page page = pages.get(path);
        if (page == null) {
            send(context, new Content(404, TEXT, "See " + String.join(", ", pages.keySet()) + "\n"));
            return;
        }
        maker = makers.get(path);
        if (maker == null) {
            send(context, page.content().get());
        } else {
            maker.ask(context);
        }
    }

    /** Returns the status that refuses the request, or null if it is a valid request for a page. */
    private static @Nullable HttpResponseStatus refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Throwable fault = request.decoderResult().cause();
            if (fault instanceof TooLongHttpLineException) {
                return HttpResponseStatus.REQUEST_URI_TOO_LONG;
            }
            return fault instanceof TooLongHttpHeaderException
                    ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                    : HttpResponseStatus.BAD_REQUEST;
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return HttpResponseStatus.METHOD_NOT_ALLOWED;
        }
        boolean body = request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || HttpUtil.getContentLength(request, 0L) > 0;
        return body ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE : null;
    }

    /** Returns the path exactly as it is written, so that each page has one name. The query is ignored. */
    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Sends a page and closes the connection. */
    static void send(ChannelHandlerContext context, Content content) {
        var unused = context.writeAndFlush(response(content)).addListener(ChannelFutureListener.CLOSE);
    }

    private static void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        FullHttpResponse response = response(new Content(status.code(), TEXT, status.reasonPhrase() + "\n"));
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        var unused = context.writeAndFlush(response).addListener(sent -> linger(context));
    }

    private static void linger(ChannelHandlerContext context) {
        var unused = context.executor().schedule(() -> close(context), LINGER_SECONDS, TimeUnit.SECONDS);
        endOutput((SocketChannel) context.channel());
    }

    private static void endOutput(SocketChannel channel) {
        var unused = channel.shutdownOutput();
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    private static FullHttpResponse response(Content content) {
        byte[] body = content.body().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(content.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, content.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff");
        return response;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (maker != null) {
            maker.forget(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context);
    }
}
