package io.customersegment.benchmark;

import io.customersegment.benchmark.contender.Form;
import io.customersegment.benchmark.contender.UnreadMain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The requests of the benchmark, numbered from 0. The first {@link #DISTINCT} are all read as different queries; each is answered by one
 * call, and one more for the car model.
 */
final class BenchmarkRequests {

    /** The number of requests before they repeat. */
    static final int DISTINCT = 200_000;

    private static final int AGES = 50;
    private static final int YOUNGEST = 18;
    private static final int FEW = 9;
    private static final int LEAST_SPEND = 10_000;

    private BenchmarkRequests() {}

    /** Returns the value of a request. */
    static byte[] value(int number) {
        int distinct = number % DISTINCT;
        int visits = 1 + distinct / AGES;
        int age = YOUNGEST + distinct % AGES;
        return ("{\"prompt\":\"customers who visited the website at least " + visits + " times and are over " + age
                        + "\",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the value of a realistic request: one to five conditions in one of several wordings; all of these are distinct. */
    static byte[] real(int number) {
        List<Form> forms = Form.ALL;
        Form form = forms.get(number % forms.size());
        int round = number / forms.size();
        int last = form.placeholders().size() - 1;
        Object[] numbers = new Object[last + 1];
        for (int i = 0; i < last; i++) {
            numbers[i] = form.placeholders().get(i).startsWith("AGE") ? YOUNGEST + 7 + round % AGES : 1 + round % FEW;
        }
        numbers[last] = LEAST_SPEND + round;
        return ("{\"prompt\":\"" + form.prompt(numbers) + "\",\"car_model\":\"" + UnreadMain.CAR_MODEL + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the value of a request that all customers meet and that shows no column, so that one call brings up to 499 customers. */
    static byte[] ofManyCustomers(int number) {
        return (String.format(Locale.ROOT, "{\"prompt\":\"customers with an interest of at least 0.0%04d\"", number + 1)
                        + ",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the key of a request, which is its number. */
    static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** Returns the number in a key. */
    static int number(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }
}
