package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import java.util.ArrayList;
import java.util.List;

/** The readings of a piece of a prompt: one where it is clear, more where it is ambiguous. */
final class Readings {

    private static final int MOST = 4;

    private Readings() {}

    /** The readings of the operands as alternatives. */
    static List<Condition> any(List<Operand> operands) {
        List<List<Condition>> parts = new ArrayList<>();
        operands.forEach(operand -> parts.add(operand.readings));
        return combined(parts, false);
    }

    /** Every way to combine one reading of each part. */
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

    /** The parts put together, each of which has one reading. */
    private static Condition way(List<List<Condition>> parts, boolean all) {
        List<Condition> way = new ArrayList<>(parts.size());
        for (List<Condition> part : parts) {
            way.add(part.get(0));
        }
        return all ? Condition.all(way) : Condition.any(way);
    }

    /**
     * The readings of parts that stand beside each other without an "and": all of them hold, but where nobody can meet them together, as
     * in "gold in the North, silver in the West", any may be meant as well.
     */
    static List<Condition> beside(List<Condition> all, List<List<Condition>> parts) {
        List<Condition> nobody = List.of(Condition.nobody());
        boolean excluded = parts.size() > 1 && all.equals(nobody) && !parts.contains(nobody);
        if (!excluded) {
            return all;
        }
        List<Condition> readings = new ArrayList<>(combined(parts, false));
        readings.addAll(nobody);
        return limited(readings);
    }

    /** The different ones, as many as are needed to tell that there is more than one. */
    static List<Condition> limited(List<Condition> readings) {
        return readings.size() < 2
                ? readings
                : readings.stream().distinct().limit(MOST).toList();
    }
}
