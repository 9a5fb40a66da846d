package io.customersegment.local.data;

import io.customersegment.plan.ItemValue;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Draws the car models that a customer is interested in, and the corresponding interactions. */
final class InterestGenerator {

    private static final int LONGEST_INTEREST = 900;

    private final List<CarModel> carModels;
    private final long midnight;

    InterestGenerator(List<CarModel> carModels, LocalDate day) {
        this.carModels = carModels;
        this.midnight = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** Draws the index of a car model; models that suit the profile are more likely. */
    int favourite(Profile profile, Dice dice) {
        double[] weights = new double[carModels.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = suits(carModels.get(i).slug(), profile);
        }
        return dice.weighted(weights);
    }

    private static double suits(String slug, Profile profile) {
        if (slug.startsWith("sienta")) {
            return profile.children >= 1 ? 1.2 : 0.85;
        }
        if (slug.startsWith("yaris")) {
            return profile.age < 38 ? 1.25 : 0.85;
        }
        if (slug.startsWith("harrier") || slug.startsWith("camry-hybrid-elegance")) {
            return profile.income == 2 ? 1.6 : 0.85;
        }
        if (slug.startsWith("camry")) {
            return profile.age >= 45 ? 1.1 : 0.9;
        }
        return slug.startsWith("rav4") && profile.children >= 1 ? 1.1 : 0.95;
    }

    /**
     * Draws the models and returns their slugs, ascending. Adds the interactions to the list, and sets the profile's last quote and test
     * drive to the latest of them.
     */
    List<String> draw(String id, Profile profile, Dice dice, List<Dataset.Interaction> interactions) {
        List<String> models = models(profile, dice);
        for (String model : models) {
            int views = 1 + dice.repeats(0.25 + 0.45 * profile.engagement, 6);
            for (int view = 0; view < views; view++) {
                interactions.add(interaction(id, model, "view", profile, dice));
            }
            if (dice.chance(0.35)) {
                interactions.add(interaction(id, model, "brochure", profile, dice));
            }
        }
        for (int quote = 0; quote < profile.quotes; quote++) {
            Dataset.Interaction asked = interaction(id, favoured(models, dice), "quote", profile, dice);
            interactions.add(asked);
            profile.lastQuote = latest(profile.lastQuote, asked);
        }
        for (int drive = 0; drive < profile.testDrives; drive++) {
            Dataset.Interaction driven = interaction(id, favoured(models, dice), "test_drive", profile, dice);
            interactions.add(driven);
            profile.lastTestDrive = latest(profile.lastTestDrive, driven);
        }
        String owned = slug(profile.ownedModel);
        if (owned != null && models.contains(owned)) {
            interactions.add(interaction(id, owned, "purchase", profile.lastPurchase, dice));
        }
        return List.copyOf(new TreeSet<>(models));
    }

    private List<String> models(Profile profile, Dice dice) {
        int count = 1 + dice.weighted(44, 37, 14, 5);
        List<String> models = new ArrayList<>();
        String owned = slug(profile.ownedModel);
        if (owned != null && dice.chance(0.4)) {
            models.add(owned);
        }
        while (models.size() < count) {
            String model = carModels.get(favourite(profile, dice)).slug();
            if (!models.contains(model)) {
                models.add(model);
            }
        }
        return models;
    }

    private static @Nullable String slug(@Nullable String model) {
        return model == null ? null : new CarModel(model).slug();
    }

    private static String favoured(List<String> models, Dice dice) {
        return dice.chance(0.5) ? models.get(models.size() - 1) : dice.oneOf(models);
    }

    private Dataset.Interaction interaction(String id, String model, String type, Profile profile, Dice dice) {
        int span = Math.min(profile.tenure, Math.max(profile.contact, LONGEST_INTEREST)) - profile.contact;
        int daysAgo = profile.contact + (int) (span * StrictMath.pow(dice.share(), 1.7));
        return interaction(id, model, type, daysAgo, dice);
    }

    /** Draws an interaction at any second of the given day, but of yesterday at the latest, because it lies in the past. */
    private Dataset.Interaction interaction(String id, String model, String type, int daysAgo, Dice dice) {
        long day = midnight - (long) Math.max(1, daysAgo) * ItemValue.SECONDS_PER_DAY;
        return new Dataset.Interaction(model, id, type, day + dice.between(0, (int) ItemValue.SECONDS_PER_DAY - 1));
    }

    /** Returns the smaller number of days before the day of the data: the given one or that of the interaction. */
    private int latest(int daysAgo, Dataset.Interaction interaction) {
        int days = 1 + (int) ((midnight - 1 - interaction.timestamp()) / ItemValue.SECONDS_PER_DAY);
        return daysAgo == Profile.NEVER ? days : Math.min(daysAgo, days);
    }
}
