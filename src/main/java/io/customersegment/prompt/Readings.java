package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import java.util.ArrayList;
import java.util.List;

/** The readings of a piece of a prompt: one if it is clear, several if it is ambiguous. */
final class Readings {

    private static final int MOST = 4;

    private Readings() {}

    /** Returns the readings of the operands as alternatives. */
    static List<Condition> any(List<Operand> operands) {
        List<List<Condition>> parts = new ArrayList<>();
        operands.forEach(operand -> parts.add(operand.readings));
        return combined(parts, false);
    }

    /**
     * Returns every combination of one reading of each part, joined by "and" if {@code all}, otherwise by "or"; limited to {@code MOST}.
     */
    static List<Condition> combined(List<List<Condition>> parts, boolean all) {
        if (isClear(parts)) {
            return List.of(way(parts, all));
        }
        List<List<Condition>> ways = List.of(List.of());
        for (List<Condition> part : parts) {
            List<List<Condition>> longer = new ArrayList<>();
            for (List<Condition> way : ways) {
                for (Condition reading : part) {
                    List<Condition> next = new ArrayList<>(way);
                    next.add(reading);
                    longer.add(next);
                }
            }
            ways = longer.size() > MOST ? longer.subList(0, MOST) : longer;
        }
        return limited(ways.stream()
                .map(way -> all ? Condition.all(way) : Condition.any(way))
                .toList());
    }

    private static boolean isClear(List<List<Condition>> parts) {
        for (List<Condition> part : parts) {
            if (part.size() != 1) {
                return false;
            }
        }
        return true;
    }

    /** Returns the combination of parts that have one reading each. */
    private static Condition way(List<List<Condition>> parts, boolean all) {
        List<Condition> way = new ArrayList<>(parts.size());
        for (List<Condition> part : parts) {
            way.add(part.get(0));
        }
        return all ? Condition.all(way) : Condition.any(way);
    }

    /**
     * Returns the readings of parts that are next to each other without an "and". All of them must hold; where no customer can meet all of
     * them, as in "gold in the North, silver in the West", alternatives are readings as well.
     */
    static List<Condition> juxtaposed(List<Condition> all, List<List<Condition>> parts) {
        List<Condition> nobody = List.of(Condition.nobody());
        boolean excluded = parts.size() > 1 && all.equals(nobody) && !parts.contains(nobody);
        if (!excluded) {
            return all;
        }
        List<Condition> readings = new ArrayList<>(combined(parts, false));
        readings.addAll(nobody);
        return limited(readings);
    }

    /** Returns the distinct readings, limited to a number that is enough to show an ambiguity. */
    static List<Condition> limited(List<Condition> readings) {
        return readings.size() < 2
                ? readings
                : readings.stream().distinct().limit(MOST).toList();
    }
}
