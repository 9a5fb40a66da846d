package io.customersegment.local.emulator;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items that a user had events with, by type of event, as filters see them: the last 100 events of each type. */
final class UserEvents {

    private static final int REMEMBERED = 100;
    private static final String EVERY_TYPE = "*";

    private final Map<String, Deque<Integer>> rowsByType = new HashMap<>();

    /** Adds an event; events must be added in the order of their time. */
    void add(String type, int row) {
        Deque<Integer> rows = rowsByType.computeIfAbsent(type, unused -> new ArrayDeque<>());
        rows.addLast(row);
        if (rows.size() > REMEMBERED) {
            rows.removeFirst();
        }
    }

    /** Returns the rows of the items with an event of one of the given types. */
    BitSet rowsWith(List<String> types) {
        BitSet rows = new BitSet();
        Collection<String> wanted = types.contains(EVERY_TYPE) ? rowsByType.keySet() : types;
        for (String type : wanted) {
            rowsByType.getOrDefault(type, new ArrayDeque<>()).forEach(rows::set);
        }
        return rows;
    }
}
