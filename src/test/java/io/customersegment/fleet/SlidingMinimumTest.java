package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlidingMinimumTest {

    private static final int SPAN = 10;

    @Property
    void shouldBeTheLeastOfAllInForceWithinTheSpan(
            @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> pauses,
            @ForAll @Size(30) List<@IntRange(max = 9) Integer> numbers) {
        SlidingMinimum minimum = new SlidingMinimum(SPAN, 5);
        List<Double> inForce = new ArrayList<>();
        double current = 5;
        for (int i = 0; i < pauses.size(); i++) {
            for (int pause = 0; pause < pauses.get(i); pause++) {
                inForce.add(current);
            }
            current = numbers.get(i);
            minimum.add(current, inForce.size());

            double least = current;
            for (double one : inForce.subList(Math.max(0, inForce.size() - SPAN), inForce.size())) {
                least = Math.min(least, one);
            }
            assertThat(minimum.get(inForce.size())).isLessThanOrEqualTo(least);
        }
        assertThat(minimum.get(inForce.size() + SPAN + 1)).isEqualTo(current);
    }
}
