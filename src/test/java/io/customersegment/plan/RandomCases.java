package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates random conditions, and random customers of which some are likely to meet them. */
public final class RandomCases {

    public static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    private static final int TODAY = (int) LocalDate.of(2024, 12, 1).toEpochDay();

    private final Random random;

    public RandomCases(long seed) {
        random = new Random(seed);
    }

    /** Returns the columns that a condition may refer to. */
    public static List<Column> testable() {
        return CATALOGUE.columns().stream()
                .filter(column -> column.type() != Column.Type.ID)
                .toList();
    }

    public Condition condition() {
        return condition(3);
    }

    private Condition condition(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(5);
        if (kind < 2) {
            Column column = pick(testable());
            return Condition.test(column, values(column));
        }
        if (kind == 2) {
            return Condition.not(condition(depth - 1));
        }
        List<Condition> members = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            members.add(condition(depth - 1));
        }
        return kind == 3 ? Condition.all(members) : Condition.any(members);
    }

    public Values values(Column column) {
        Values values;
        if (!column.numeric()) {
            List<String> texts = column.values().stream()
                    .filter(text -> random.nextInt(3) == 0)
                    .toList();
            values = Values.in(column, texts);
        } else {
            double a = number(column);
            double b = number(column);
            values = switch (random.nextInt(5)) {
                case 0 -> Values.atLeast(column, a);
                case 1 -> Values.below(column, a);
                case 2 -> Values.exactly(column, a);
                default -> Values.between(column, Math.min(a, b), Math.max(a, b));
            };
        }
        if (random.nextInt(4) == 0) {
            values = Values.not(column, values);
        }
        if (column.nullable() && random.nextInt(4) == 0) {
            values = Values.either(column, values, Values.onlyNull(column));
        }
        return values;
    }

    /** Returns a customer's values by column, without the missing ones. They comply with the rules of the catalogue. */
    public Map<Column, Object> customer() {
        Map<Column, Object> customer = new HashMap<>();
        for (Column column : CATALOGUE.columns()) {
            if (column.type() == Column.Type.ID || (column.nullable() && random.nextInt(3) == 0)) {
                continue;
            }
            customer.put(column, column.numeric() ? (Object) number(column) : pick(column.values()));
        }
        CATALOGUE.countColumns().forEach((date, count) -> {
            if (!customer.containsKey(date)) {
                customer.put(count, 0.0);
            } else {
                customer.computeIfPresent(count, (column, number) -> Math.max(1.0, (Double) number));
            }
        });
        CATALOGUE.laterDateColumns().forEach((date, later) -> {
            if (customer.get(date) instanceof Double day) {
                customer.merge(later, day, (a, b) -> Math.max((Double) a, (Double) b));
            }
        });
        return customer;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private double number(Column column) {
        return switch (column.type()) {
            case DATE -> TODAY - random.nextInt(40);
            case DECIMAL -> column.max() <= 1 ? random.nextInt(11) / 10.0 : random.nextInt(20) * 10_000.0 + 0.1;
            case INTEREST -> random.nextInt(11) / 10.0;
            default -> (int) column.min() + random.nextInt(12);
        };
    }
}
