package io.customersegment.benchmark;

import io.customersegment.benchmark.contender.Form;
import io.customersegment.benchmark.contender.UnreadMain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The requests of the benchmark, numbered from 0. No two of the first {@link #DISTINCT} are read as the same query; each is answered
 * by one call, and one more for the car model.
 */
final class Wishes {

    /** How many there are before they start again. */
    static final int DISTINCT = 200_000;

    private static final int AGES = 50;
    private static final int YOUNGEST = 18;
    private static final int FEW = 9;
    private static final int LEAST_SPEND = 10_000;

    private Wishes() {}

    /** A request's value. */
    static byte[] value(int number) {
        int distinct = number % DISTINCT;
        int visits = 1 + distinct / AGES;
        int age = YOUNGEST + distinct % AGES;
        return ("{\"prompt\":\"customers who visited the website at least " + visits + " times and are over " + age
                        + "\",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The value of a request as people write it: one to five conditions in one of several wordings; no two ask the same. */
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

    /** The value of a request that nobody fails to meet and that shows no column, so that one call brings up to 499 customers. */
    static byte[] ofManyCustomers(int number) {
        return (String.format(Locale.ROOT, "{\"prompt\":\"customers with an interest of at least 0.0%04d\"", number + 1)
                        + ",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A request's key: its number. */
    static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** The number in a key. */
    static int number(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }
}
