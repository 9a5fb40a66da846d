package io.customersegment.benchmark.contender;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interprets no language: finds the numbers in prompts of the benchmark's forms with regular expressions; the rest of each form's query is
 * determined once. It shows the cost of a contender without the interpretation of prompts.
 */
final class PatternReading implements RequestReading {

    private static final int ANY_NUMBER = 30;

    private final List<Known> forms;

    /**
     * Interprets each form once.
     *
     * @param reading interprets the forms
     * @param carModel the car model that all requests name
     */
    PatternReading(RequestReading reading, String carModel) {
        this.forms = Form.ALL.stream()
                .map(form -> {
                    Object[] numbers = Collections.nCopies(form.placeholders().size(), ANY_NUMBER)
                            .toArray();
                    byte[] value = ("{\"prompt\":\"" + form.prompt(numbers) + "\",\"car_model\":\"" + carModel + "\"}")
                            .getBytes(StandardCharsets.UTF_8);
                    long now = Instant.now().toEpochMilli();
                    return new Known(
                            form,
                            form.pattern(),
                            reading.read(new Arrival("", 0, 0, now, null, value, List.of()))
                                    .fold(asking -> asking, failure -> {
                                        throw new IllegalArgumentException(failure.detail());
                                    }));
                })
                .toList();
    }

    private record Known(Form form, Pattern pattern, Asking asking) {}

    @Override
    public Outcome<Asking> read(Arrival arrival) {
        byte[] value = arrival.value();
        String request = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        for (Known known : forms) {
            Matcher found = known.pattern.matcher(request);
            if (found.find()) {
                List<String> placeholders = known.form.placeholders();
                List<String> key = new ArrayList<>(placeholders.size() + 1);
                key.add(known.form.text());
                Map<String, String> values = new HashMap<>(known.asking.values());
                for (int i = 0; i < placeholders.size(); i++) {
                    key.add(found.group(i + 1));
                    values.put(placeholders.get(i), found.group(i + 1));
                }
                return Outcome.ok(known.asking.with(key, values));
            }
        }
        return Outcome.failed(new Failure(Stage.INTERPRET, Reason.NOT_UNDERSTOOD, "The prompt has none of the forms"));
    }
}
