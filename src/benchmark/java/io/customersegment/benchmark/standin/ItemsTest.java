package io.customersegment.benchmark.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.plan.Shard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemsTest {

    private static final Pattern ID = Pattern.compile("\"itemId\":\"([^\"]+)\"");

    private final Items items = new Items(25, 200, 0);

    @Test
    void shouldFindFewCustomersForMostFiltersAndManyForSome() {
        List<Integer> sizes = IntStream.range(0, 1000)
                .mapToObj(spend -> ids(items.answer(request(spend, 0, Shard.COUNT - 1, 500), 1_000))
                        .size())
                .toList();

        assertThat(sizes).allMatch(size -> size >= 25 && size <= 200).contains(25, 100, 200);
        assertThat(sizes.stream().filter(size -> size < 50)).hasSizeGreaterThan(850);
    }

    @Test
    void shouldCutASegmentByShardsIntoPartsThatMakeUpTheWhole() {
        int large = IntStream.range(0, 1000)
                .filter(spend -> ids(items.answer(request(spend, 0, Shard.COUNT - 1, 500), 1))
                                .size()
                        == 200)
                .findFirst()
                .orElseThrow();
        List<String> all = ids(items.answer(request(large, 0, Shard.COUNT - 1, 500), 1));
        int middle = Shard.COUNT / 2;

        Set<String> parts = new HashSet<>(ids(items.answer(request(large, 0, middle - 1, 500), 2)));
        parts.addAll(ids(items.answer(request(large, middle, Shard.COUNT - 1, 500), 3)));

        assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ids(items.answer(request(large, 0, Shard.COUNT - 1, 50), 4))).isEqualTo(all.subList(0, 50));
    }

    @Test
    void shouldHaveValuesThatTheFilterAccepts() {
        String request =
                "{\"numResults\":1,\"filterValues\":{\"AGE_MIN\":\"42\",\"TIER\":\"\\\"gold\\\",\\\"platinum\\\"\","
                        + "\"SHARD_MIN\":\"0\",\"SHARD_MAX\":\"9\"},\"metadataColumns\":{\"ITEMS\":[\"AGE\",\"TIER\"]}}";

        assertThat(new Items(1, 1, 0).answer(request, 1)).contains("\"age\":\"43\"", "\"tier\":\"gold\"");
    }

    private static String request(int spend, int from, int to, int results) {
        return "{\"numResults\":" + results + ",\"filterValues\":{\"SHARD_MAX\":\"" + to + "\",\"TOTAL_VALUE_MIN\":\""
                + spend + "\",\"SHARD_MIN\":\"" + from + "\"}}";
    }

    private static List<String> ids(String body) {
        List<String> ids = new ArrayList<>();
        Matcher id = ID.matcher(body);
        while (id.find()) {
            ids.add(id.group(1));
        }
        return ids;
    }
}
