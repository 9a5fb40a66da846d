package io.customersegment.http;

import io.customersegment.http.Page.Content;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Creates a page that takes time: one at a time, each for all requests that came before its creation began, with a pause after each.
 *
 * <p><i>Threads:</i> the event loop, of which there is one; the page is created on the executor.
 */
final class PageMaker {

    /** The pause after a page was created, as a multiple of the time that its creation took. */
    private static final int REST = 4;

    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    private final Supplier<Content> page;
    private final Executor executor;
    private final BiConsumer<ChannelHandlerContext, Content> answer;
    private Set<ChannelHandlerContext> waiting = new LinkedHashSet<>();
    private boolean busy;

    /**
     * @param page does not throw
     * @param answer called on the event loop
     */
    PageMaker(Supplier<Content> page, Executor executor, BiConsumer<ChannelHandlerContext, Content> answer) {
        this.page = page;
        this.executor = executor;
        this.answer = answer;
    }

    /** Requests the page for a connection. */
    void ask(ChannelHandlerContext context) {
        waiting.add(context);
        begin(context.executor());
    }

    /** Removes a connection that was closed. */
    void forget(ChannelHandlerContext context) {
        waiting.remove(context);
    }

    private void begin(EventExecutor loop) {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Set<ChannelHandlerContext> asking = waiting;
        waiting = new LinkedHashSet<>();
        executor.execute(() -> {
            long start = System.nanoTime();
            Content content = page.get();
            long rest = Math.min(REST * (System.nanoTime() - start), LONGEST_REST);
            try {
                loop.execute(() -> made(asking, content, rest, loop));
            } catch (RejectedExecutionException closed) {
                // closed, so no connection waits any more
            }
        });
    }

    private void made(Set<ChannelHandlerContext> asking, Content content, long restNanos, EventExecutor loop) {
        asking.forEach(context -> answer.accept(context, content));
        var unused = loop.schedule(
                () -> {
                    busy = false;
                    begin(loop);
                },
                restNanos,
                TimeUnit.NANOSECONDS);
    }
}
