package io.customersegment.local.data;

/**
 * Draws the days on which a customer last opened an email, clicked in one and visited the website.
 *
 * <p>An event with a count in the last 90 days happened within them, and a click requires an opened email. An event without a count
 * happened earlier or never.
 */
final class ContactGenerator {

    private static final int COUNTED_DAYS = 90;
    private static final int LONGEST_SILENCE = 1000;

    private ContactGenerator() {}

    /** Sets the last open, click and visit of a customer whose counts are known. */
    static void draw(Profile profile, Dice dice) {
        double reader = profile.consent ? 0.72 : 0.45;
        profile.lastOpen = last(profile, profile.opens, profile.contact, reader, dice);
        if (profile.lastOpen != Profile.NEVER) {
            profile.lastClick = last(profile, profile.clicks, profile.lastOpen, 0.6, dice);
        }
        profile.lastVisit = last(profile, profile.visits, profile.contact, 0.75, dice);
    }

    /**
     * Returns how many days ago an event last happened, or {@link Profile#NEVER}.
     *
     * @param counted how often it happened in the last 90 days
     * @param least the fewest days ago that it can have happened
     * @param earlier the probability that it happened before those 90 days, if not within them
     */
    private static int last(Profile profile, int counted, int least, double earlier, Dice dice) {
        if (counted > 0) { // the last of the counted events, each of them on a random day
            double since = 1 - StrictMath.pow(1 - dice.share(), 1.0 / counted);
            return between(least, Math.min(COUNTED_DAYS, profile.tenure), since);
        }
        int before = Math.max(least, COUNTED_DAYS + 1);
        if (profile.unheard || before > profile.tenure || !dice.chance(earlier)) {
            return Profile.NEVER;
        }
        return between(before, Math.min(before + LONGEST_SILENCE, profile.tenure), StrictMath.pow(dice.share(), 2));
    }

    private static int between(int low, int high, double share) {
        return low + (int) ((high - low + 1) * share);
    }
}
