package io.customersegment.benchmark.contender;

import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import java.util.Arrays;

/** The hand-written loop with {@link PatternReading} in place of an interpreter; answers only the benchmark's real load. */
public final class UnreadMain {

    /** The car model that all requests of the real load name. */
    public static final String CAR_MODEL = "CAMRY HYBRID ELEGANCE - 2024";

    private UnreadMain() {}

    /** Runs until killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = SettingsArguments.read(Arrays.asList(arguments));
        Wiring wiring = Wiring.from(settings);
        RequestReading reading = new PatternReading(new OurReading(wiring), CAR_MODEL);
        HandWrittenMain.run(settings, new Answering(settings, wiring, reading));
    }
}
