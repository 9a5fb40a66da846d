package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Generates the customers of the sample data. Each is drawn from the general to the specific: demographics, the first and the last
 * contact, the purchases in between, and the tier and churn risk that result. The day of the last contact is drawn before purchases and
 * workshop visits, which are contacts too, so that these cannot lie after it.
 */
final class CustomerGenerator {

    private static final long SEED = 20_241_201L;
    /** The seed of a second stream, so that drawing from it leaves the other values unchanged. */
    private static final long CONTACT_SEED = 90_210_417L;

    private static final int LONGEST_TENURE = 4450;
    private static final int FORGOTTEN = 1095;
    private static final int[] LEASE_MONTHS = {24, 36, 48, 60};

    private final Catalogue catalogue;
    private final List<String> carModels;
    private final InterestGenerator interests;
    private final double today;

    CustomerGenerator(Catalogue catalogue, List<CarModel> carModels, LocalDate day) {
        this.catalogue = catalogue;
        this.carModels = carModels.stream().map(CarModel::name).toList();
        this.interests = new InterestGenerator(carModels, day);
        this.today = day.toEpochDay();
    }

    /** Draws the customer with the given number, counted from 1, and adds the customer's interactions to the list. */
    Customer draw(int number, List<Dataset.Interaction> interactions) {
        String id = "C" + (10_000 + number);
        Dice dice = new Dice(SEED + number * 1_000_003L);
        Profile profile = new Profile();
        who(profile, dice);
        contact(profile, dice);
        purchases(profile, dice);
        workshop(profile, dice);
        marketing(profile, dice);
        standing(profile, dice);
        ContactGenerator.draw(profile, new Dice(CONTACT_SEED + number * 1_000_003L));
        List<String> models = interests.draw(id, profile, dice, interactions);
        return new Customer(id, values(profile), models);
    }

    private static void who(Profile profile, Dice dice) {
        int band = dice.weighted(8, 21, 23, 21, 15, 12);
        profile.age = band == 5 ? dice.between(65, 84) : dice.between(band == 0 ? 18 : 15 + 10 * band, 24 + 10 * band);
        profile.ageGroup = band;
        profile.region = dice.weighted(37, 20, 15, 13, 15);
        profile.income = profile.age < 28 ? dice.weighted(46, 42, 12) : dice.weighted(26, 44, 30);
        boolean parentAge = profile.age >= 24 && profile.age <= 56;
        profile.children = dice.chance(parentAge ? 0.55 : 0.10) ? 1 + dice.weighted(42, 36, 15, 7) : 0;
        int adults = profile.children > 0 ? dice.weighted(0, 14, 70, 16) : dice.weighted(0, 36, 52, 12);
        profile.household = profile.children + adults;
    }

    /** Draws the days of the first and the last contact. */
    private static void contact(Profile profile, Dice dice) {
        profile.tenure = 3 + (int) (LONGEST_TENURE * StrictMath.pow(dice.share(), 1.35));
        int latest = switch (dice.weighted(37, 21, 16, 26)) {
            case 0 -> dice.between(0, 30);
            case 1 -> dice.between(31, 90);
            case 2 -> dice.between(91, 180);
            default -> dice.between(186, 1900);
        };
        profile.contact = Math.min(latest, profile.tenure);
        profile.unheard = profile.contact > FORGOTTEN && dice.chance(0.3);
        double recent = profile.contact <= 30 ? 0.5 : profile.contact <= 90 ? 0.35 : profile.contact <= 183 ? 0.2 : 0;
        profile.engagement = recent + dice.share() * 0.5;
    }

    private void purchases(Profile profile, Dice dice) {
        double years = profile.tenure / 365.25;
        double likely = 0.32 + 0.035 * Math.min(years, 8) + 0.07 * profile.income + (profile.age < 25 ? -0.15 : 0);
        if (!dice.chance(likely)) {
            return;
        }
        int most = Math.min(8, 1 + profile.tenure / 300);
        profile.purchases = 1 + dice.repeats(0.34 + 0.025 * Math.min(years, 8) + 0.05 * profile.income, most - 1);
        double since = StrictMath.pow(dice.share(), 1.4 + 0.2 * profile.purchases);
        profile.lastPurchase = profile.contact + (int) ((profile.tenure - profile.contact) * since);
        double spend = 0;
        for (int car = 0; car < profile.purchases; car++) {
            spend += (13_500 + 6_500 * profile.income) * (0.9 + 1.1 * dice.share());
        }
        profile.spend = Math.round(spend / 10) * 10.0;
        if (dice.chance(0.93)) {
            profile.ownedModel = carModels.get(interests.favourite(profile, dice));
        }
        if (profile.lastPurchase < 1700 && dice.chance(0.8)) {
            int end = LEASE_MONTHS[dice.weighted(25, 35, 30, 10)] * 365 / 12 - profile.lastPurchase;
            profile.lease = end < 0 ? Profile.NEVER : end;
        }
    }

    private static void workshop(Profile profile, Dice dice) {
        double years = profile.tenure / 365.25;
        if (profile.purchases > 0 && dice.chance(0.8)) {
            profile.services = 1 + (int) (years * dice.share() * 1.35);
        } else if (dice.chance(0.06)) {
            profile.services = dice.between(1, 2);
        }
        if (profile.services > 0) {
            double since = StrictMath.pow(dice.share(), 2.2);
            profile.lastService = profile.contact + (int) (Math.min(profile.tenure - profile.contact, 1500) * since);
        }
    }

    private static void marketing(Profile profile, Dice dice) {
        profile.consent = dice.chance(0.62);
        boolean recently = profile.contact <= 90;
        if (recently && dice.chance(profile.consent ? 0.86 : 0.38)) {
            profile.opens = 1 + dice.repeats(0.62 + 0.33 * profile.engagement, 44);
            if (dice.chance(0.25 + 0.5 * profile.engagement)) {
                profile.clicks = Math.min(profile.opens, 1 + dice.repeats(0.45, 11));
            }
        }
        if (recently && dice.chance(0.45 + 0.4 * profile.engagement)) {
            profile.visits = 1 + dice.repeats(0.60 + 0.25 * profile.engagement, 39);
        }
        double keen = 0.16 + 0.28 * profile.engagement;
        profile.testDrives = dice.chance(keen + (profile.purchases > 0 ? 0.12 : 0)) ? 1 + dice.repeats(0.36, 5) : 0;
        double asked = keen + (profile.testDrives > 0 ? 0.22 : 0);
        profile.quotes = dice.chance(asked) ? 1 + dice.repeats(0.42, 7) : 0;
    }

    /** Derives the loyalty tier and the churn risk from the history. */
    private static void standing(Profile profile, Dice dice) {
        double rank = profile.spend / 1000 + 22 * profile.engagement + 40 * dice.share();
        if (profile.purchases == 0) {
            profile.tier = dice.chance(0.22) ? 1 : dice.chance(0.03) ? 2 : 0;
        } else {
            profile.tier = rank < 50 ? 0 : rank < 78 ? 1 : rank < 128 ? 2 : 3;
        }
        double risk = 0.74 - 0.75 * profile.engagement - 0.04 * Math.min(profile.purchases, 3) + 0.26 * dice.share();
        profile.churn = Math.round(100 * Math.max(0.01, Math.min(0.99, risk))) / 100.0;
    }

    private Map<String, Object> values(Profile profile) {
        Map<String, Object> values = new HashMap<>();
        values.put("age", (double) profile.age);
        values.put("age_group", text("age_group", profile.ageGroup));
        values.put("region", text("region", profile.region));
        values.put("household_size", (double) profile.household);
        values.put("children", (double) profile.children);
        values.put("income_band", text("income_band", profile.income));
        values.put("loyalty_tier", text("loyalty_tier", profile.tier));
        if (profile.ownedModel != null) {
            values.put("owned_model", profile.ownedModel);
        }
        values.put("customer_since", today - profile.tenure);
        values.put("purchase_count", (double) profile.purchases);
        values.put("total_value", profile.spend);
        date(values, "last_purchase", profile.lastPurchase);
        values.put("email_opens", (double) profile.opens);
        values.put("email_clicks", (double) profile.clicks);
        date(values, "last_engagement", profile.unheard ? Profile.NEVER : profile.contact);
        values.put("web_visits", (double) profile.visits);
        values.put("test_drives", (double) profile.testDrives);
        values.put("quotes_requested", (double) profile.quotes);
        values.put("service_visits", (double) profile.services);
        date(values, "last_email_open", profile.lastOpen);
        date(values, "last_email_click", profile.lastClick);
        date(values, "last_web_visit", profile.lastVisit);
        date(values, "last_test_drive", profile.lastTestDrive);
        date(values, "last_quote", profile.lastQuote);
        date(values, "last_service", profile.lastService);
        if (profile.lease != Profile.NEVER) {
            values.put("lease_end", today + profile.lease);
        }
        values.put("churn_risk", profile.churn);
        values.put("email_consent", profile.consent ? "yes" : "no");
        return values;
    }

    private void date(Map<String, Object> values, String column, int daysAgo) {
        if (daysAgo != Profile.NEVER) {
            values.put(column, today - daysAgo);
        }
    }

    private String text(String name, int index) {
        Column column = catalogue.column(name);
        return column.values().get(index);
    }
}
