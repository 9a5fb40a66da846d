package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.leak.LeakWatch;
import io.customersegment.leak.Marks;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.UnquotedFault;
import io.customersegment.plan.Query;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that exceptions caused by bugs do not leak the data that their messages quote. */
final class BugLeakTest {

    private static final String BUG_LOGGER = "io.customersegment.topology.GuardedSource";

    @TempDir
    private Path folder = Path.of("unset");

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("throws", source(() -> {
                    throw bug();
                })),
                Arguments.of("fails", source(() -> CompletableFuture.failedFuture(bug()))),
                Arguments.of(
                        "fails with an error",
                        source(() -> CompletableFuture.failedFuture(new StackOverflowError(Marks.WORD)))));
    }

    @Test
    void shouldNotTellWhatAStageThrew() {
        try (LeakWatch watch = LeakWatch.start();
                TopologyHarness harness = TopologyHarness.reading(folder, (prompt, context) -> {
                    throw bug();
                })) {

            harness.send(Marks.WORD, TopologyHarness.prompt(Marks.WORD));

            assertThat(harness.errorTypes()).containsExactly("Invalid Prompt");
            assertThat(watch.loggers()).contains("io.customersegment.topology.RequestReader");
            assertThat(watch.leaks()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void shouldNotTellWhatASourceThrew(String how, SegmentSource source) {
        try (LeakWatch watch = LeakWatch.start();
                TopologyHarness harness = TopologyHarness.around(folder, source)) {

            harness.send(Marks.WORD, TopologyHarness.top(1));
            harness.tick();

            assertThat(harness.errorTypes()).as(how).containsExactly("Personalize Error");
            assertThat(watch.loggers()).contains(BUG_LOGGER);
            assertThat(watch.leaks()).isEmpty();
        }
    }

    static Stream<Arguments> brokenSources() {
        CompletableFuture<Outcome<Segment>> promise = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Outcome<Segment>> whenComplete(
                    BiConsumer<? super Outcome<Segment>, ? super Throwable> then) {
                throw bug();
            }
        };
        return Stream.of(
                Arguments.of("whose promise throws", source(() -> promise)),
                Arguments.of("whose state throws", source(CompletableFuture::new, () -> {
                    throw bug();
                })));
    }

    /** Kafka Streams logs the exception that ends a stream thread. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenSources")
    void shouldNotTellKafkaStreamsWhatAnExceptionSaid(String how, SegmentSource broken) {
        try (LeakWatch watch = LeakWatch.start();
                TopologyHarness harness = TopologyHarness.around(folder, broken)) {

            Throwable thrown = catchThrowable(
                    () -> harness.send(Marks.WORD, TopologyHarness.prompt("top 1 (" + Marks.WORD + ")")));

            assertThat(thrown).as(how).hasStackTraceContaining(UnquotedFault.class.getName());
            watch.look("what Kafka Streams is given", thrown);
            assertThat(watch.leaks()).isEmpty();
        }
    }

    @Test
    void shouldPassFaultsOfKafkaAsTheyAre() {
        KafkaException fault = new KafkaException("of Kafka");

        assertThat(catchThrowable(() -> FaultBarrier.run(() -> {
                    throw fault;
                })))
                .isSameAs(fault);
        assertThat(catchThrowable(() -> FaultBarrier.run(() -> {
                    throw bug();
                })))
                .isInstanceOf(UnquotedFault.class)
                .hasMessage("java.lang.IllegalStateException")
                .hasStackTraceContaining("BugLeakTest");
    }

    private static IllegalStateException bug() {
        IllegalStateException bug =
                new IllegalStateException("cannot read " + Marks.WORD, new NumberFormatException(Marks.WORD));
        bug.addSuppressed(new IllegalArgumentException(Marks.WORD));
        return bug;
    }

    private static SegmentSource source(Supplier<CompletableFuture<Outcome<Segment>>> asked) {
        return source(asked, () -> Backpressure.NONE);
    }

    private static SegmentSource source(
            Supplier<CompletableFuture<Outcome<Segment>>> asked, Supplier<Backpressure> backpressure) {
        return new SegmentSource() {
            @Override
            public Answer ask(Query query, boolean fresh) {
                return new Answer(CacheUse.MISS, asked.get());
            }

            @Override
            public @Nullable Answer cached(Query query) {
                return null;
            }

            @Override
            public Backpressure backpressure() {
                return backpressure.get();
            }
        };
    }
}
