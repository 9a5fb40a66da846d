package io.customersegment.request;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The car models of the action, in the schema's order.
 *
 * @param standard the default for requests that name none
 */
record CarModels(List<CarModel> all, CarModel standard) {

    private static final int LONGEST_COMPARED = 100;

    CarModels {
        all = List.copyOf(all);
    }

    /** Returns the model whose name is most similar by its letter pairs; null if no name has one of them. */
    @Nullable
    CarModel nearest(String name) {
        Map<String, Integer> pairs =
                pairs(name.length() > LONGEST_COMPARED ? name.substring(0, LONGEST_COMPARED) : name);
        CarModel nearest = null;
        double best = 0;
        for (CarModel model : all) {
            double likeness = likeness(pairs, pairs(model.name()));
            if (likeness > best) {
                best = likeness;
                nearest = model;
            }
        }
        return nearest;
    }

    /** Dice's coefficient: twice the number of common pairs, divided by the number of all pairs; 0 to 1. */
    private static double likeness(Map<String, Integer> a, Map<String, Integer> b) {
        int common = 0;
        int total = 0;
        for (int count : b.values()) {
            total += count;
        }
        for (Map.Entry<String, Integer> pair : a.entrySet()) {
            total += pair.getValue();
            common += Math.min(pair.getValue(), b.getOrDefault(pair.getKey(), 0));
        }
        return total == 0 ? 0 : 2.0 * common / total;
    }

    private static Map<String, Integer> pairs(String name) {
        Map<String, Integer> pairs = new HashMap<>();
        for (String word : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            String marked = " " + word + " ";
            for (int i = 0; i + 2 <= marked.length() && !word.isEmpty(); i++) {
                pairs.merge(marked.substring(i, i + 2), 1, Integer::sum);
            }
        }
        return pairs;
    }
}
