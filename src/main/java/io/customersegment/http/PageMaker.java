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
 * Makes a page that takes time: one at a time, each for all who asked before it was begun, and after each a rest.
 *
 * <p><i>Threads:</i> the event loop, of which there is one; the page is made on the executor's.
 */
final class PageMaker {

    /** How many times as long as a page took none is made. */
    private static final int REST = 4;

    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    private final Supplier<Content> page;
    private final Executor executor;
    private final BiConsumer<ChannelHandlerContext, Content> answer;
    private Set<ChannelHandlerContext> waiting = new LinkedHashSet<>();
    private boolean busy;

    /**
     * @param page throws nothing
     * @param answer called on the event loop
     */
    PageMaker(Supplier<Content> page, Executor executor, BiConsumer<ChannelHandlerContext, Content> answer) {
        this.page = page;
        this.executor = executor;
        this.answer = answer;
    }

    /** Somebody asks for the page. */
    void ask(ChannelHandlerContext context) {
        waiting.add(context);
        begin(context.executor());
    }

    /** Somebody is gone. */
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
                // nobody waits any more
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
