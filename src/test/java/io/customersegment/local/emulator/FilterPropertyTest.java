package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.local.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares random filters with an interpretation that does not depend on parsing: text and meaning are generated together. */
final class FilterPropertyTest {

    private static final List<String> TEXTS = List.of("p", "q r", "s");
    private static final List<List<String>> MULTI =
            List.of(List.of("p"), List.of("q r"), List.of("s"), List.of("p", "s"), List.of("p", "q r", "s"));
    private static final int ROWS = 15;
    private static final ItemTable ITEMS = ItemTable.of(new Dataset(
            List.of(new Dataset.Field("T", Dataset.Type.STRING), new Dataset.Field("N", Dataset.Type.INT)),
            IntStream.range(0, ROWS)
                    .mapToObj(row -> new Dataset.Item(
                            "i" + row, List.of(String.join("|", elements(row)), String.valueOf(number(row)))))
                    .toList(),
            List.of()));

    /** A part of a filter and its meaning. */
    record Piece(String text, IntPredicate meaning) {}

    /** An expression: whether it includes items, and the meaning of its conditions. */
    record Expression(boolean include, Piece piece) {}

    @Property
    void shouldMeanWhatItSays(@ForAll("filters") List<Expression> filter) {
        String text = String.join(
                " | ", filter.stream().map(each -> each.piece().text()).toList());
        boolean everything = filter.stream().noneMatch(Expression::include);

        Filter.Rows rows = Filter.compile(text, ITEMS).bind(Map.of(), new UserEvents());

        for (int row = 0; row < ROWS; row++) {
            int item = row;
            boolean included = everything
                    || filter.stream()
                            .anyMatch(each ->
                                    each.include() && each.piece().meaning().test(item));
            boolean excluded = filter.stream()
                    .anyMatch(each -> !each.include() && each.piece().meaning().test(item));
            assertThat(rows.pass(row)).as("%s, row %d", text, row).isEqualTo(included && !excluded);
        }
    }

    @Provide
    Arbitrary<List<Expression>> filters() {
        Arbitrary<Piece> all = conditions()
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(pieces -> new Piece(
                        String.join(" AND ", pieces.stream().map(Piece::text).toList()),
                        row -> pieces.stream().allMatch(piece -> piece.meaning().test(row))));
        Arbitrary<Piece> any = all.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(pieces -> new Piece(
                        String.join(" OR ", pieces.stream().map(Piece::text).toList()),
                        row -> pieces.stream().anyMatch(piece -> piece.meaning().test(row))));
        return Combinators.combine(Arbitraries.of(true, false), any)
                .as((include, piece) -> new Expression(
                        include,
                        new Piece(
                                (include ? "INCLUDE" : "EXCLUDE") + " ItemID WHERE " + piece.text(), piece.meaning())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<Piece> conditions() {
        Arbitrary<Piece> texts = Combinators.combine(
                        Arbitraries.of(TEXTS).set().ofMinSize(1), Arbitraries.of(true, false))
                .as((wanted, negated) -> new Piece(
                        "Items.T " + (negated ? "NOT IN" : "IN") + " (\"" + String.join("\",\"", wanted) + "\")",
                        row -> elements(row).stream().anyMatch(wanted::contains) != negated));
        Arbitrary<Piece> numbers = Combinators.combine(
                        Arbitraries.integers().between(-1, 5), Arbitraries.of("=", "!=", "<", "<=", ">", ">="))
                .as((bound, sign) -> new Piece(
                        "Items.N " + sign + " " + bound, row -> compares(Integer.compare(number(row), bound), sign)));
        return Arbitraries.oneOf(texts, numbers);
    }

    private static boolean compares(int order, String sign) {
        return switch (sign) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static List<String> elements(int row) {
        return MULTI.get(row % MULTI.size());
    }

    private static int number(int row) {
        return row / MULTI.size() * 2;
    }
}
