package io.customersegment.local.emulator;

import io.customersegment.local.data.Dataset;
import io.customersegment.local.data.Dice;
import io.customersegment.plan.ItemValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Replaces the service's trained model: scores every item for each user.
 *
 * <p>A user's events with an item add up, weighted by type and recency, with diminishing effect. Items without events keep a slight
 * appeal, which differs from user to user. Scores are a softmax over the whole catalogue: they sum to 1 for each user. An unknown user
 * gets the popular items.
 *
 * <p><i>Threads:</i> immutable once constructed.
 */
final class Recommender {

    private static final Map<String, Double> WEIGHTS =
            Map.of("view", 1.0, "brochure", 2.0, "quote", 4.0, "test_drive", 6.0, "purchase", 10.0);
    private static final double OTHER_WEIGHT = 1;
    private static final double HALF_LIFE_SECONDS = 180.0 * ItemValue.SECONDS_PER_DAY;
    private static final double ANY_EVENT = 0.4;
    private static final double SATURATION = 13;
    private static final double SLIGHT = 0.001;
    private static final double MOST_SLIGHT = 0.032;

    private final Map<String, Ranking> rankings = new HashMap<>();
    private final Map<String, UserEvents> events = new HashMap<>();
    private final Ranking popular;

    /**
     * All items, ranked for one user.
     *
     * @param bestFirst the rows in descending order of their scores, ties by item id
     * @param scores the scores by row; they sum to 1
     */
    record Ranking(List<Integer> bestFirst, List<Double> scores) {
        /** Omits the scores, so that it can be logged. */
        @Override
        public String toString() {
            return "Ranking[" + bestFirst.size() + " items]";
        }
    }

    /** Computes the rankings from a dataset. The age of an interaction is measured from the newest one. */
    Recommender(Dataset dataset, ItemTable items) {
        List<Dataset.Interaction> inOrder = dataset.interactions().stream()
                .sorted(Comparator.comparingLong(Dataset.Interaction::timestamp))
                .toList();
        long newest = inOrder.isEmpty() ? 0 : inOrder.get(inOrder.size() - 1).timestamp();
        Map<String, double[]> strengths = new TreeMap<>();
        for (Dataset.Interaction interaction : inOrder) {
            Integer row = items.row(interaction.itemId());
            if (row != null) {
                double weight = WEIGHTS.getOrDefault(interaction.eventType(), OTHER_WEIGHT);
                double[] strength = strengths.computeIfAbsent(interaction.userId(), unused -> new double[items.size()]);
                strength[row] += (strength[row] == 0 ? ANY_EVENT : 0)
                        + weight * StrictMath.pow(0.5, (newest - interaction.timestamp()) / HALF_LIFE_SECONDS);
                events.computeIfAbsent(interaction.userId(), unused -> new UserEvents())
                        .add(interaction.eventType(), row);
            }
        }
        double[] all = new double[items.size()];
        strengths.forEach((user, strength) -> {
            double[] appeal = appeal(user, strength, items);
            rankings.put(user, ranking(appeal, items));
        });
        strengths
                .values()
                .forEach(strength -> IntStream.range(0, all.length).forEach(row -> all[row] += strength[row]));
        popular = ranking(appeal("", all, items), items);
    }

    private static double[] appeal(String user, double[] strength, ItemTable items) {
        double[] appeal = new double[strength.length];
        for (int row = 0; row < appeal.length; row++) {
            double chance = new Dice(user.hashCode() * 31L + items.id(row).hashCode()).share();
            appeal[row] = strength[row] > 0
                    ? 1 - StrictMath.exp(-strength[row] / SATURATION)
                    : SLIGHT + MOST_SLIGHT * chance * chance;
        }
        return appeal;
    }

    /** Returns the softmax of the logarithms of the appeals, which is each appeal's share of their sum. */
    private static Ranking ranking(double[] appeal, ItemTable items) {
        double sum = IntStream.range(0, appeal.length)
                .mapToDouble(row -> appeal[row])
                .sum();
        List<Double> scores = IntStream.range(0, appeal.length)
                .mapToObj(row -> appeal[row] / sum)
                .toList();
        List<Integer> bestFirst = IntStream.range(0, appeal.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -appeal[row]).thenComparing(items::id))
                .toList();
        return new Ranking(bestFirst, scores);
    }

    /** Returns the user's ranking, or that of the popular items for an unknown user, as the service does without an error. */
    Ranking ranking(String user) {
        return rankings.getOrDefault(user, popular);
    }

    /** Returns the user's events, none for an unknown user. */
    UserEvents events(String user) {
        return events.getOrDefault(user, new UserEvents());
    }
}
