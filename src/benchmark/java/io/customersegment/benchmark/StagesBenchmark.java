package io.customersegment.benchmark;

import io.customersegment.app.Wiring;
import io.customersegment.config.SettingsReader;
import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.CarModel;
import io.customersegment.request.SegmentRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of the pure stages for one request, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StagesBenchmark {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    private static final CarModel MODEL = new CarModel("CAMRY HYBRID ELEGANCE - 2024");

    /** The prompts: short, typical, and as long as users write. */
    @Param({
        "gold members in the North",
        "Find customers who have made multiple purchases in the last 6 months",
        "Top 50 by lifetime spend among loyal customers over 40 in the West or the North who opened at least three emails,"
                + " have not bought in the past two years and can be emailed"
    })
    public String prompt = "";

    private final Wiring wiring = Wiring.from(SettingsReader.read(null, Map.of(), Map.of()));

    /** Parses bytes into a request. */
    @Benchmark
    public Outcome<SegmentRequest> validate() {
        byte[] value = ("{\"prompt\":\"" + prompt + "\",\"car_model\":\"" + MODEL.name() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        return wiring.validator().validate(value, Instant.EPOCH);
    }

    /** Reads a prompt as criteria. */
    @Benchmark
    public Outcome<Reading> interpret() {
        return wiring.interpreter().interpret(prompt, new PromptInterpreter.Context(DAY, MODEL, false));
    }

    /** Reads a prompt and plans its query. */
    @Benchmark
    public Outcome<Query> interpretAndPlan() {
        return wiring.interpreter()
                .interpret(prompt, new PromptInterpreter.Context(DAY, MODEL, false))
                .then(reading -> wiring.planner().plan(new Intent(MODEL, reading.criteria())));
    }
}
