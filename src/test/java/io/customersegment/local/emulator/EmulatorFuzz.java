package io.customersegment.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Fuzzes the emulator's HTTP, from bytes to bytes through the handlers of a connection: every request has a JSON answer, which is the same
 * when it is repeated, and no body makes the emulator fail. The first byte of an input selects an operation, whose body is the rest of the
 * input, or specifies that the rest is sent unchanged.
 */
public final class EmulatorFuzz implements FuzzTarget {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BODY = 1 << 20;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final List<String> HEADS = List.of(
            "POST /recommendations HTTP/1.1\r\n",
            "POST / HTTP/1.1\r\nX-Amz-Target: AmazonPersonalize.CreateFilter\r\n",
            "POST / HTTP/1.1\r\nX-Amz-Target: AmazonPersonalize.ListFilters\r\n",
            "POST / HTTP/1.1\r\nX-Amz-Target: AmazonPersonalize.DescribeFilter\r\n",
            "POST / HTTP/1.1\r\nX-Amz-Target: AmazonPersonalize.DescribeCampaign\r\n",
            "POST / HTTP/1.1\r\nX-Amz-Target: AmazonPersonalize.DescribeSolutionVersion\r\n",
            "PUT /emulator/faults HTTP/1.1\r\n",
            "PUT /emulator/setup HTTP/1.1\r\n");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-12-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Dataset DATASET = new Dataset(
            List.of(new Dataset.Field("T", Dataset.Type.STRING), new Dataset.Field("N", Dataset.Type.INT)),
            List.of(
                    new Dataset.Item("a", List.of("p", "1")),
                    new Dataset.Item("b", List.of("p|q", "2")),
                    new Dataset.Item("c", List.of("none", "-3"))),
            List.of());
    private static final List<FilterTemplate> FILTERS = List.of(new FilterTemplate(
            "f", List.of(), "INCLUDE ItemID WHERE Items.T IN ($T) | EXCLUDE ItemID WHERE Items.N < $N"));

    @Override
    public String name() {
        return "emulator";
    }

    @Override
    public int longest() {
        return 500;
    }

    @Override
    public List<byte[]> seeds() {
        String arn = "arn:aws:personalize:us-east-1:000000000000:";
        List<byte[]> seeds = new ArrayList<>();
        Stream.of(
                        "0{\"campaignArn\":\"" + arn + "campaign/c\",\"userId\":\"u\",\"numResults\":2,\"filterArn\":\""
                                + arn
                                + "filter/f\",\"filterValues\":{\"T\":\"\\\"p\\\"\",\"N\":\"-1e3\"},"
                                + "\"metadataColumns\":{\"ITEMS\":[\"T\",\"N\"]}}",
                        "0{\"campaignArn\":\"" + arn
                                + "campaign/c\",\"userId\":\"u\",\"context\":{\"a\":\"b\"},\"promotions\":[{}]}",
                        "1{\"name\":\"g\",\"datasetGroupArn\":\"" + arn
                                + "dataset-group/c\",\"filterExpression\":\"INCLUDE ItemID WHERE Items.N > 1\"}",
                        "2{\"datasetGroupArn\":\"" + arn
                                + "dataset-group/c\",\"maxResults\":1,\"nextToken\":\"YWZ0ZXIgYQ==\"}",
                        "3{\"filterArn\":\"" + arn + "filter/f\"}",
                        "4{\"campaignArn\":\"" + arn + "campaign/c\"}",
                        "5{\"solutionVersionArn\":\"" + arn + "solution/c/1\"}",
                        "6{\"latency\":{\"p50_ms\":1,\"p99_ms\":2},\"calls_per_second\":5,\"next\":{\"empty\":1},"
                                + "\"probability\":{\"html\":0.5}}",
                        "7{\"campaign\":{\"status\":\"ACTIVE\",\"metadata\":false,\"min_tps\":1},\"filter_creation_ms\":1,"
                                + "\"failing_filters\":[\"f\"],\"denied\":[\"ListFilters\"],\"throttled\":1}",
                        "8GET /emulator/calls HTTP/1.1\r\n\r\n",
                        "8POST /recommendations?x=%20 HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}",
                        "8PUT /emulator/setup HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n")
                .forEach(text -> {
                    byte[] seed = text.getBytes(StandardCharsets.UTF_8);
                    seed[0] = (byte) (seed[0] - '0');
                    seeds.add(seed);
                });
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"campaignArn\":\"arn:aws:personalize:r:1:campaign/c\",",
                "\"userId\":\"u\"",
                "\"numResults\":",
                "\"filterArn\":\"arn:aws:personalize:r:1:filter/f\",",
                "\"filterValues\":{",
                "\"metadataColumns\":{\"ITEMS\":[",
                "\"filterExpression\":",
                "\"maxResults\":",
                "\"nextToken\":",
                "\"probability\":{\"html\":",
                "null",
                "1e999",
                "Content-Length: ",
                "Connection: close\r\n",
                "Expect: 100-continue\r\n",
                "HTTP/1.1\r\n");
    }

    @Override
    public void check(byte[] input) {
        int choice = input.length == 0 ? 0 : input[0] & 0xff;
        byte[] rest = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        boolean raw = choice >= HEADS.size();
        byte[] sent = raw ? rest : request(HEADS.get(choice), rest);
        if (raw && new String(rest, StandardCharsets.ISO_8859_1).contains("faults")) {
            return; // sets faults, which may include endless answers
        }
        Answered answered = answered(sent);
        Claims.same(answered, answered(sent), "The same bytes are answered in another way");
        Claims.holds(answered.answers().size() >= answered.requests(), "A request has no answer");
        if (!raw) {
            Claims.same(1, answered.answers().size(), "Answers to one request");
            Claims.holds(answered.open(), "The connection is closed");
        }
        answered.answers().forEach(EmulatorFuzz::checkAnswer);
    }

    private static void checkAnswer(Answer answer) {
        Claims.holds(answer.status() < FIRST_SERVER_ERROR, "The emulator fails");
        if (answer.body().isEmpty()) {
            return; // an answer of the aggregator itself
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            Claims.holds(json.isObject(), "An answer that is not a JSON object");
            if (answer.status() != 200) {
                Claims.same(answer.errorType(), json.path("__type").textValue(), "Error type");
                Claims.holds(json.path("message").isTextual(), "An error without a message");
            }
        } catch (IOException malformed) {
            throw new AssertionError("An answer that is not JSON", malformed);
        }
    }

    private static byte[] request(String head, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private record Answer(int status, String errorType, String body) {}

    /** The answers to the bytes that were sent. */
    private record Answered(int requests, boolean open, List<Answer> answers) {}

    private static Answered answered(byte[] sent) {
        Service service = new Service("c", DATASET, FILTERS, CLOCK);
        RequestCount count = new RequestCount();
        EmbeddedChannel server = new EmbeddedChannel(
                new HttpServerCodec(),
                new HttpObjectAggregator(LONGEST_BODY),
                count,
                new EmulatorHandler(service, new FaultSource(() -> 0, 1), new AtomicLong()));
        EmbeddedChannel client = new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(LONGEST_BODY));
        server.writeInbound(Unpooled.wrappedBuffer(sent));
        for (ByteBuf bytes = server.readOutbound(); bytes != null; bytes = server.readOutbound()) {
            client.writeInbound(bytes);
        }
        boolean open = server.isOpen();
        int requests = count.requests; // before the end, at which the codec passes on an incomplete request
        List<Answer> answers = new ArrayList<>();
        for (FullHttpResponse one = client.readInbound(); one != null; one = client.readInbound()) {
            if (one.status().code() >= 200) {
                answers.add(new Answer(
                        one.status().code(),
                        one.headers().get("x-amzn-ErrorType", ""),
                        one.content().toString(StandardCharsets.UTF_8)));
            }
            one.release();
        }
        server.finishAndReleaseAll();
        client.finishAndReleaseAll();
        return new Answered(requests, open, answers);
    }

    /** Counts the requests up to the first one after which the connection is closed. */
    private static final class RequestCount extends ChannelInboundHandlerAdapter {

        private int requests;
        private boolean last;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && !last) {
                requests++;
                last = !HttpUtil.isKeepAlive(request);
            }
            context.fireChannelRead(message);
        }
    }
}
