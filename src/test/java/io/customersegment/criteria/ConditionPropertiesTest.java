package io.customersegment.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

final class ConditionPropertiesTest {

    private static final double NO_MIN = Double.NEGATIVE_INFINITY;
    private static final double NO_MAX = Double.POSITIVE_INFINITY;
    private static final Column COUNT = new Column("count", Column.Type.INTEGER, false, List.of(), 0, NO_MAX, true);
    private static final Column RISK = new Column("risk", Column.Type.DECIMAL, false, List.of(), 0, 1, true);
    private static final Column DAY = new Column("day", Column.Type.DATE, true, List.of(), NO_MIN, NO_MAX, true);
    private static final Column TIER =
            new Column("tier", Column.Type.TEXT, false, List.of("none", "silver", "gold"), NO_MIN, NO_MAX, true);
    private static final Column MODEL =
            new Column("model", Column.Type.TEXT, true, List.of("a", "b", "c"), NO_MIN, NO_MAX, true);
    private static final Column TOWN = new Column("town", Column.Type.TEXT, true, List.of(), NO_MIN, NO_MAX, true);
    private static final List<Column> COLUMNS = List.of(COUNT, RISK, DAY, TIER, MODEL, TOWN);

    /** A customer whose values lie on and next to the bounds that the conditions use. */
    private record Customer(Map<String, Object> values) implements Row {
        @Override
        public @Nullable Object value(Column column) {
            return values.get(column.name());
        }
    }

    @Property(tries = 300)
    void shouldMatchWhatBruteForceMatches(
            @ForAll("conditions") Condition condition,
            @ForAll("conditions") Condition other,
            @ForAll("rows") Customer row) {
        boolean first = condition.matches(row);
        boolean second = other.matches(row);

        assertThat(Condition.all(List.of(condition, other)).matches(row)).isEqualTo(first && second);
        assertThat(Condition.any(List.of(condition, other)).matches(row)).isEqualTo(first || second);
        assertThat(Condition.not(condition).matches(row)).isEqualTo(!first);
    }

    @Property(tries = 300)
    void shouldObeyDeMorgan(
            @ForAll("conditions") Condition a, @ForAll("conditions") Condition b, @ForAll("rows") Customer row) {
        Condition notAll = Condition.not(Condition.all(List.of(a, b)));
        Condition anyNot = Condition.any(List.of(Condition.not(a), Condition.not(b)));

        assertThat(notAll.matches(row)).isEqualTo(anyNot.matches(row));
    }

    @Property(tries = 300)
    void shouldComeBackAfterTwoNegationsOfATest(@ForAll("tests") Condition test) {
        assertThat(Condition.not(Condition.not(test))).isEqualTo(test);
    }

    @Property(tries = 300)
    void shouldBeEqualInWhateverOrderTheMembersCome(
            @ForAll("conditionLists") List<Condition> members, @ForAll Random random) {
        List<Condition> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);

        assertThat(Condition.all(shuffled)).isEqualTo(Condition.all(members));
        assertThat(Condition.any(shuffled)).isEqualTo(Condition.any(members));
    }

    @Property(tries = 300)
    void shouldNotChangeWhenAMemberIsSaidTwice(@ForAll("conditionLists") List<Condition> members) {
        List<Condition> twice = new ArrayList<>(members);
        twice.addAll(members);

        assertThat(Condition.all(twice)).isEqualTo(Condition.all(members));
        assertThat(Condition.any(twice)).isEqualTo(Condition.any(members));
    }

    @Property
    void shouldContainWhatBothOrEitherContain(@ForAll("valuePairs") ValuePair pair, @ForAll("rows") Customer row) {
        Object value = row.value(pair.column());
        boolean a = pair.a().contains(value);
        boolean b = pair.b().contains(value);

        assertThat(Values.both(pair.column(), pair.a(), pair.b()).contains(value))
                .isEqualTo(a && b);
        assertThat(Values.either(pair.column(), pair.a(), pair.b()).contains(value))
                .isEqualTo(a || b);
        assertThat(Values.not(pair.column(), pair.a()).contains(value)).isEqualTo(!a);
    }

    @Property(tries = 300)
    void shouldBeNobodyTogetherWithItsOpposite(@ForAll("tests") Condition test) {
        assertThat(Condition.all(List.of(test, Condition.not(test)))).isEqualTo(Condition.nobody());
        assertThat(Condition.any(List.of(test, Condition.not(test)))).isEqualTo(Condition.everybody());
    }

    record ValuePair(Column column, Values a, Values b) {}

    @Provide
    Arbitrary<ValuePair> valuePairs() {
        return Arbitraries.of(COLUMNS)
                .flatMap(column ->
                        Combinators.combine(values(column), values(column)).as((a, b) -> new ValuePair(column, a, b)));
    }

    @Provide
    Arbitrary<Condition> tests() {
        return Arbitraries.of(COLUMNS).flatMap(column -> values(column).map(values -> Condition.test(column, values)));
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return nested(2);
    }

    @Provide
    Arbitrary<List<Condition>> conditionLists() {
        return nested(1).list().ofMaxSize(4);
    }

    private Arbitrary<Condition> nested(int depth) {
        if (depth == 0) {
            return tests();
        }
        Arbitrary<Condition> inner = nested(depth - 1);
        return Arbitraries.oneOf(
                tests(),
                inner.list().ofMaxSize(3).map(Condition::all),
                inner.list().ofMaxSize(3).map(Condition::any),
                inner.map(Condition::not));
    }

    @Provide
    Arbitrary<Customer> rows() {
        List<Arbitrary<Map<String, Object>>> parts = new ArrayList<>();
        for (Column column : COLUMNS) {
            parts.add(value(column).injectNull(column.nullable() ? 0.3 : 0).map(value -> {
                Map<String, Object> one = new HashMap<>();
                one.put(column.name(), value);
                return one;
            }));
        }
        return Combinators.combine(parts).as(values -> {
            Map<String, Object> row = new HashMap<>();
            values.forEach(row::putAll);
            return new Customer(row);
        });
    }

    private static Arbitrary<Object> value(Column column) {
        if (!column.numeric()) {
            return Arbitraries.<Object>of(
                    column.values().isEmpty() ? List.of("x", "y", "z") : List.copyOf(column.values()));
        }
        return column.whole()
                ? Arbitraries.integers().between(0, 12).map(number -> (Object) (double) number)
                : Arbitraries.integers().between(0, 20).map(number -> (Object) (number / 20.0));
    }

    private static Arbitrary<Values> values(Column column) {
        Arbitrary<Values> positive = column.numeric() ? ranges(column) : texts(column);
        return Combinators.combine(positive, Arbitraries.of(0, 0, 1, 2)).as((values, how) -> switch (how) {
            case 1 -> Values.not(column, values);
            case 2 -> Values.either(column, values, Values.onlyNull(column));
            default -> values;
        });
    }

    private static Arbitrary<Values> ranges(Column column) {
        double step = column.whole() ? 1 : 0.05;
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 21),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(0, 1, 2, 3, 4))
                .as((low, width, how) -> switch (how) {
                    case 0 -> Values.atLeast(column, low * step);
                    case 1 -> Values.above(column, low * step);
                    case 2 -> Values.atMost(column, low * step);
                    case 3 -> Values.below(column, low * step);
                    default -> Values.between(column, low * step, (low + width) * step);
                });
    }

    private static Arbitrary<Values> texts(Column column) {
        List<String> texts = column.values().isEmpty() ? List.of("x", "y", "z") : column.values();
        return Arbitraries.subsetOf(texts).map(chosen -> Values.in(column, List.copyOf(chosen)));
    }
}
