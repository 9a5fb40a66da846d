package io.customersegment.benchmark.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.local.emulator.Latency;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConnectionTest {

    private final Calls calls =
            new Calls(new Items(1, 1, 0), Latency.NONE, new RateLimit(1_000_000, System.nanoTime()), 0);
    private final EmbeddedChannel channel = new EmbeddedChannel(new Connection(calls));

    @Test
    void shouldAnswerWithItemsWhileAllIsWell() {
        assertThat(answer(HttpMethod.POST, "/recommendations"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("itemList");
        assertThat(calls.tally()).isEqualTo(new Tally(1, 0, 0, 1));
    }

    @Test
    void shouldAnswerWithErrorsDuringAnOutageOfThatKind() {
        String told = answer(HttpMethod.PUT, StandIn.outagePath(Outage.Kind.ERRORS, Duration.ofMinutes(1)));

        assertThat(told).startsWith("HTTP/1.1 200 OK");
        assertThat(answer(HttpMethod.POST, "/recommendations"))
                .startsWith("HTTP/1.1 503 Service Unavailable")
                .contains("ServiceUnavailable");
        assertThat(calls.tally()).isEqualTo(new Tally(1, 0, 1, 0));
    }

    @Test
    void shouldNotAnswerDuringASilentOutage() {
        answer(HttpMethod.PUT, StandIn.outagePath(Outage.Kind.SILENCE, Duration.ofMinutes(1)));

        assertThat(answer(HttpMethod.POST, "/recommendations")).isNull();
        assertThat(channel.isOpen()).isTrue();
        assertThat(answer(HttpMethod.GET, StandIn.TALLY)).endsWith(new Tally(1, 0, 1, 0).text());
    }

    @Test
    void shouldTellWhenCallsCameIn() {
        answer(HttpMethod.POST, "/recommendations");
        assertThat(timeline(HttpMethod.GET).calls()).isEqualTo(1);
        assertThat(timeline(HttpMethod.PUT).calls()).isZero();

        answer(HttpMethod.POST, "/recommendations");
        assertThat(timeline(HttpMethod.GET).calls()).isEqualTo(1);
    }

    private Timeline timeline(HttpMethod method) {
        String answer = Objects.requireNonNull(answer(method, StandIn.TIMELINE));
        return Timeline.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private @Nullable String answer(HttpMethod method, String path) {
        ByteBuf body = Unpooled.copiedBuffer("{\"numResults\":1}", StandardCharsets.US_ASCII);
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, body));
        channel.runPendingTasks();
        ByteBuf answer = channel.readOutbound();
        return answer == null ? null : answer.toString(StandardCharsets.US_ASCII);
    }
}
