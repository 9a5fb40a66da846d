package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.plan.ItemValue;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Generates customers for any catalogue, as its section {@code sample} specifies and otherwise as its columns and entries suggest. They
 * satisfy what the catalogue promises about its data. The same catalogue, products and day give the same customers.
 */
public final class InventedCustomers {

    private static final long SEED = 20_250_301L;
    private static final int LONGEST_INTEREST = 730;
    private static final double USUALLY_MISSING = 0.15;
    private static final int UNLISTED_TEXTS = 20;

    private final Catalogue catalogue;
    private final List<CarModel> products;
    private final double[] popularity;
    private final DateDraw dates;
    private final NumberDraw numbers;
    private final long midnight;
    private final double today;

    private InventedCustomers(Catalogue catalogue, List<CarModel> products, LocalDate day) {
        this.catalogue = catalogue;
        this.popularity = popularity(catalogue.sample().products(), products);
        this.products = List.copyOf(products);
        this.numbers = new NumberDraw(catalogue);
        this.dates = new DateDraw(catalogue, numbers, day);
        this.midnight = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        this.today = day.toEpochDay();
    }

    /**
     * Generates customers of the catalogue who are interested in the given products.
     *
     * @param day the day of the data; only dates that lie ahead by definition are later
     * @throws IllegalArgumentException if the catalogue specifies the popularity of a product that is not one of these
     */
    public static CustomerData of(Catalogue catalogue, List<CarModel> products, LocalDate day) {
        InventedCustomers invented = new InventedCustomers(catalogue, products, day);
        List<Customer> customers = new ArrayList<>();
        List<Dataset.Interaction> interactions = new ArrayList<>();
        for (int number = 1; number <= catalogue.sample().customers(); number++) {
            customers.add(invented.draw(number, interactions));
        }
        return new CustomerData(catalogue, customers, interactions);
    }

    private static double[] popularity(Map<String, Double> weights, List<CarModel> products) {
        List<String> names = products.stream().map(CarModel::name).toList();
        for (String name : weights.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("The catalogue's sample has the product " + name
                        + ", which the request schema does not have; its products are " + String.join(", ", names));
            }
        }
        return names.stream()
                .mapToDouble(name -> weights.isEmpty() ? 1 : weights.getOrDefault(name, 0.0))
                .toArray();
    }

    private Customer draw(int number, List<Dataset.Interaction> interactions) {
        String id = "C" + (10_000 + number);
        Dice dice = new Dice(SEED + number * 1_000_003L);
        double activity = dice.share();
        DateDraw.Days days = dates.draw(activity, dice);
        Map<String, Object> values = new HashMap<>();
        for (Column column : CustomerData.columns(catalogue)) {
            switch (column.type()) {
                case DATE -> {
                    Integer daysAgo = days.daysAgo().get(column);
                    if (daysAgo != null) {
                        values.put(column.name(), today - daysAgo);
                    }
                }
                case INTEGER, DECIMAL ->
                    values.put(
                            column.name(), numbers.draw(column, days.happened().get(column), activity, dice));
                default -> text(column, values, dice);
            }
        }
        return new Customer(id, values, interests(id, days.known(), activity, dice, interactions));
    }

    private void text(Column column, Map<String, Object> values, Dice dice) {
        Double missing = catalogue.sample().of(column).missing();
        double none = missing != null ? missing : column.nullable() ? USUALLY_MISSING : 0;
        boolean has = !dice.chance(none);
        Map<String, Double> shares = catalogue.sample().of(column).shares();
        String text;
        if (!shares.isEmpty()) {
            double[] weights =
                    shares.values().stream().mapToDouble(Double::doubleValue).toArray();
            text = List.copyOf(shares.keySet()).get(dice.weighted(weights));
        } else {
            text = column.values().isEmpty()
                    ? column.label() + " " + dice.between(1, UNLISTED_TEXTS)
                    : dice.oneOf(column.values());
        }
        if (has) {
            values.put(column.name(), text);
        }
    }

    /** Draws one to three products and returns their slugs, ascending; adds the interactions with them to the list. */
    private List<String> interests(
            String id, int known, double activity, Dice dice, List<Dataset.Interaction> interactions) {
        int liked = 1 + dice.weighted(50, 35, 15);
        double[] left = popularity.clone();
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < liked && Arrays.stream(left).sum() > 0; i++) {
            int product = dice.weighted(left);
            left[product] = 0;
            String slug = products.get(product).slug();
            slugs.add(slug);
            int events = 1 + dice.repeats(0.2 + 0.5 * activity, 7);
            for (int event = 0; event < events; event++) {
                interactions.add(interaction(id, slug, known, dice));
            }
        }
        return List.copyOf(new TreeSet<>(slugs));
    }

    /** Draws an interaction at any second of a day up to yesterday. */
    private Dataset.Interaction interaction(String id, String slug, int known, Dice dice) {
        int longest = Math.max(1, Math.min(known, LONGEST_INTEREST));
        int daysAgo = 1 + (int) ((longest - 1) * StrictMath.pow(dice.share(), 1.8));
        String event = List.of("view", "click", "request").get(dice.weighted(70, 20, 10));
        long time =
                midnight - daysAgo * ItemValue.SECONDS_PER_DAY + dice.between(0, (int) ItemValue.SECONDS_PER_DAY - 1);
        return new Dataset.Interaction(slug, id, event, time);
    }
}
