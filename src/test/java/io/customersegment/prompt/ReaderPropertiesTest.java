package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests properties that hold for all prompts of all corpora that are read. Each test prints how many pairs of prompts it compared. */
final class ReaderPropertiesTest {

    private static final List<Corpora.Accepted> ACCEPTED = Corpora.accepted();
    private static final String NONSENSE = "zqxvy";
    /** One of so many words is replaced by a nonsense word; all of them under the profile {@code chaos}. */
    private static final int NONSENSE_WORDS = Integer.getInteger("nonsense.words", 1);

    private static final Pattern CONTENT_WORD = Pattern.compile("[A-Za-z]{3,}");
    private static final Pattern ENDED = Pattern.compile("(?s).*[.!?;:,…-]\\s*$");

    private static final Contradictions CONTRADICTIONS = new Contradictions(CatalogueReader.builtIn());

    /** Prompts with a signature, which is none where words follow it. */
    private static final Pattern SIGNED = Pattern.compile("(?s).*(?:[Rr]egards,|Your|Greetings from)\\s[^.!?]*$");

    /** Prompts that are read differently after a change without meaning, each with the reason. */
    private static final Set<String> KNOWN_CHANGED = Set.of(
            // After a greeting, the self-correction is not recognized.
            "Hello, plat only wait no gold only in the west",
            "Hello, plat only wait no gold only in the west spent more than 80k",
            // Without a full stop, the thanks are in the place of the noun.
            "silver members who are overdue for service. thats all it says on my sticky note Thanks!",
            "prospects w 3+ site visits no test drive yet high income or mid Thanks!",
            "website visited within 7 days, quote never Thanks!",
            // One space separates thousands, two do not.
            "Customers  where  we  have  the  permission  for  email,  loyalty  is  silver  and  total  value  is  bigger  as  50  000.",
            "Attention  data  team:  give  me  please  the  customers  that  have  low  income  but  total  spend  superior  to  1  500  000",
            "Budget  meeting  on  Thursday...  who  has  brought  us  less  than  30  000  altogether  but  keeps  coming  to  the  workshop,"
                    + "  meaning  ten  visits  or  more?",
            // The first sign no longer marks a list item.
            "Hello, + gold - parents",
            // In capitals, names are unclear.
            "PLATINUM MEMBERS WITH A LEASE. BEST, ANN FROM SERVICE",
            "PLATINUM MEMBERS WITH A LEASE, PLEASE. KIND REGARDS, CUSTOMER SERVICE WEST",
            "LIST THE PLATINUM MEMBERS, PLEASE. THANKS, IN THE WEST",
            "LIST THE PLATINUM MEMBERS, PLEASE. THANKS, ONLY IN THE WEST",
            // Fault: in capitals, a name on a line of its own is read as a condition.
            "PLATINUM MEMBERS WITH A LEASE, PLEASE.⏎⏎REGARDS,⏎SALES CENTRAL",
            // Without a full stop, "up Thanks" is a word after a number.
            "customer age 30 up Thanks!",
            "gold up, age 40 up Thanks!",
            "customer have 2 children up Thanks!",
            // Faults: a greeting on the line of a heading hides the heading.
            "Hello, any tier",
            "Hello, Agency briefing, wave 2: parents with at least three children, email allowed, living in the East or the West, not owning"
                    + " a Sienta yet.",
            "Hello, Campaign \"Second Garage\":⏎- exactly one car bought⏎- household of 3+⏎- mid or high income⏎- may be emailed",
            "Hello, TIMING: w/c 9 Dec⏎gold members",
            "Hello, any of:⏎- seniors⏎- families",
            "Hello, Ten-year anniversary party: people who became customers in 2014 and are still at least silver. No one with churn over"
                    + " 0.5, please.",
            "Hello, Campaign: family upgrade⏎• 2+ children⏎• owns Yaris Cross or Corolla Altis standard⏎• income middle or high");

    /** Prompts in which a word can be replaced without a refusal, each with the reason. */
    private static final Set<String> KNOWN_NONSENSE = Set.of(
            // Faults: what follows thanks, or a relative clause after an exclusion, is reported as a remark.
            "list the platinum members, please. Thanks, in the zqxvy",
            "list the platinum members, please. Thanks, only in the zqxvy",
            "Silver members except those with kids, who live in the zqxvy",
            // A nonsense word may be a name, and a sentence about a person may be a remark.
            "Platinum members please. Thanks. zqxvy.",
            "lost zqxvy customers, meaning last service over 24 months ago. email ok",
            "lost service zqxvy, meaning last service over 24 months ago. email ok",
            "zqxvy: \"sleeper\" = no email opened in 90 days, no web visit in 90 days, last engagement before July 2024.⏎"
                    + "- sleepers only⏎- gold and platinum",
            "When I say zqxvy I mean three purchases or more. Loyal customers in the West.",
            "zqxvy for the Camry people, who in the East has a household of 3 and last bought in the year 2022?",
            "I wish to see the zqxvy of Corolla Altis, no matter Standard or Elegance, who did not come to the service in the last 18 months.",
            "If they're zqxvy I'll take them from anywhere. If they're gold, only from Central or the North. Nobody else.",
            "ready zqxvy an upgrade. drives a Sienta or Altis Elegance. serviced in last 6 mths",
            // The replaced word is the head of a list: without it, the list belongs to a heading.
            "zqxvy: seniors⏎Include: families",
            "zqxvy:⏎* opted out⏎* North East⏎* younger than 25⏎Of the remainder keep those whose last test drive falls in 2024 and who"
                    + " have no quote in 2024.",
            "zqxvy:⏎- North⏎- West⏎gold",
            "zqxvy:⏎* opted out⏎* North East⏎gold members",
            "zqxvy:⏎1. opted out⏎2. under 25⏎Gold members",
            "zqxvy:⏎North⏎seniors",
            "zqxvy:⏎opted out⏎under 25s⏎⏎gold members in the North",
            "Must zqxvy:⏎- have children⏎- be in the West⏎Gold only",
            "zqxvy:⏎- opted out⏎- West⏎Gold members",
            "zqxvy:⏎- children⏎- lease⏎over 50",
            "Include:⏎- gold⏎- platinum⏎zqxvy:⏎- West⏎- opted out⏎Sort by spend",
            "zqxvy:⏎- seniors⏎- gold members",
            "families⏎zqxvy:⏎- seniors⏎- gold members",
            "zqxvy: gold, seniors",
            "Include:⏎1. lease ends in the first half of 2025⏎2. at least one email open⏎3. churn risk 40 % or more⏎zqxvy:⏎- platinum",
            // The replaced word is the name in a definition.
            "zqxvy-standing customers who've gone quiet, meaning no engagement since 1 May 2024",
            "Long-zqxvy customers who've gone quiet, meaning no engagement since 1 May 2024",
            "Who:⏎- lease ends in the next 6 months⏎- churn risk over 0.5⏎⏎zqxvy:⏎- anyone without email consent",
            "one list, zqxvy segments: gold in the North; seniors",
            // Known faults with entries of their own in the tables, or a contraction that is split.
            "Gold members. My colleague takes the zqxvy, I take the rest.",
            "It zqxvy't be more than 60.",
            "Is there a list of youngsters (18 to 24) who requested two quotes or more? zqxvy't matter if they bought",
            // The nonsense word is in a heading or a name, which is reported.
            "Segment zqxvy: The quiet ones⏎Rules:⏎• loyalty tier other than none⏎• 0 email opens",
            "Segment zqxvy: The quiet ones⏎Rules:⏎• loyalty tier other than none⏎• 0 email opens⏎• no engagement in the last 60 days",
            "zqxvy4 folks: risk >= 0.8, have not been contacted since Songkran (13 April 2024)",
            "RAV4 zqxvy: risk >= 0.8, have not been contacted since Songkran (13 April 2024)",
            "new zqxvy year: customer since 2024-01-01 or later, zero workshop visits so far",
            "new this zqxvy: customer since 2024-01-01 or later, zero workshop visits so far",
            "Before the year closes I have to report on at-risk zqxvy members: take churn from 0,6 upward, last purchase in 2021 or 2022.",
            "Pls zqxvy: no consent, churn >= 0.8. Pls include: RAV4 or Harrier owners, any region but Central",
            "Loyal customers gone quiet. My zqxvy: 3+ cars bought, no contact on any channel for half a year or longer.",
            // The nonsense word is a new name, and the original name used after it has the meaning of the catalogue.
            "zqxvy = last_web_visit older than 120 days AND last_email_open older than 120 days; want dormant customers with loyalty tier"
                    + " gold or better",
            "zqxvy-ready: owns a Corolla Altis Standard, and either the lease ends within the next 120 days or the last purchase is over 4"
                    + " years ago. Give me upgrade-ready people with email consent, no platinum.",
            "Upgrade-zqxvy: owns a Corolla Altis Standard, and either the lease ends within the next 120 days or the last purchase is over"
                    + " 4 years ago. Give me upgrade-ready people with email consent, no platinum.",
            // The nonsense word is a label, and the text in parentheses or after it defines it.
            "zqxvy (age > 40 and region = North)",
            "zqxvy members (in the North)",
            "By zqxvy we mean no engagement in the last 180 days. Lapsed customers in the North",
            "By \"zqxvy\" we mean no engagement on any channel in the last 180 days. Please pull the lapsed customers who own a RAV4 or a"
                    + " Harrier and have given email consent.",
            // Thanks at the end are not a remark, whatever they are for.
            "People in the East or the North, households of 3 or more, who haven't opted out of email. Thank you so much for supporting"
                    + " the zqxvy!",
            // The nonsense word is part of the purpose of the list, which is reported.
            "zqxvy for our newsletter. Show only those over 40",
            "need the top 200 leads for zqxvy call centre",
            // A fault: "Order" before a colon is read as a purchase.
            "zqxvy: newest",
            // Faults: a definition that cannot be read is dropped, and the word keeps its own meaning.
            "lapsed customers (i.e. zqxvy engagement over a year ago)",
            "lapsed customers (i.e. last engagement over a year zqxvy)");

    /** Phrases that give a name to customers or to a group of them: without the name, there is no definition. */
    private static final Pattern NAMES = Pattern.compile(
            "(?i)\\b(definition|define|we call|are called|(we|i) mean|mean|(is|are) (people|someone|somebody|a customer)|group|segment|exceptions)\\b");

    /** Prompts that keep their criteria when they lose a piece that has a meaning. */
    private static final Set<String> KNOWN_REPEATED = Set.of(
            "we only have 60 seats, so the 60 highest-spending platinum customers",
            "Gala dinner: 60 seats, so the 60 highest-spending platinum customers outside Central",
            // They state an order or a size twice, or both which customers are excluded and which are wanted.
            "Our ten oldest customers (by age) who own a Yaris Cross, oldest on top",
            "The 150 customers in the North East most likely to churn, riskiest first",
            "Give me the 25 customers most likely to leave (highest churn risk) who own a Corolla Altis and can be emailed.",
            "For the hybrid evening I do not want Camry people. I want the Corolla Cross ones, aged forty-five plus, with high income.",
            "Our 25 riskiest platinum customers, highest churn first",
            "Dinner for 12: the twelve biggest spenders among platinum members",
            "Dinner for 12: the twelve biggest spenders among those whose lease ends in the first quarter of 2025.",
            "Track morning, 12 places. The 12 youngest customers with a test drive in the last 6 months, please.",
            "I've got 10 slots for personal calls. The ten platinum customers with the highest churn risk, please.",
            "40 places, Central only: families with 3 or more kids, or households of at least six.",
            "I've got hold of forty theatre tickets, don't ask how. Let me have the forty customers with the highest lifetime spend in the"
                    + " North East, but no one who has bought in the last six months, they've had their present.",
            "I've got hold of forty theatre tickets, don't ask how. Let me have the forty customers with the highest lifetime spend in the"
                    + " North East.",
            "Could you be so kind to prepare me the newest 40 customers (the ones who joined us last) from the North East?"
                    + " With friendly greetings, Sabine",
            "we've got 60 seats for the hybrid evening so send me the 60 who visited our website most recently and who already asked for a"
                    + " quote",
            "Right, I've got four agents on Saturday and each can do about 25 calls, so give me the 100 customers most likely to leave,"
                    + " highest risk first, and only people in Central please.",
            // A fault: two sizes, each of different customers, are read as one.
            "top 5 gold members and top 5 silver members",
            // Faults: the definition of "lapsed" is not used, and "By lapsed" is read as an order.
            "By lapsed we mean no engagement in the last 180 days. Lapsed customers in the North",
            "By \"lapsed\" we mean no engagement on any channel in the last 180 days. Please pull the lapsed customers who own a RAV4 or a"
                    + " Harrier and have given email consent.");

    /** Prompts that are read differently when joined than when alone, each with the reason. */
    private static final Set<String> KNOWN_JOINTS = Set.of(
            // A time after the second of two activities applies to both.
            "took a test drive or bought in the last year",
            "asked for a quote or bought in the last year",
            // Faults: a number of something else, "older than 40" too, is assigned to the previous count.
            "with two kids or older than 40",
            "bought at least twice or older than 40",
            "bought at least twice but not older than 40",
            "visited the website at least 5 times or older than 40",
            "visited the website at least 5 times but not older than 40",
            "total_value >= 50000 or older than 40",
            "service_visits = 0 or older than 40");

    /** Prompts that state one condition each and are complete by themselves. */
    private static final List<String> SIMPLE = List.of(
            "gold members",
            "seniors",
            "families",
            "in the North",
            "customers in the West",
            "older than 40",
            "with two kids",
            "without children",
            "at risk",
            "opted in",
            "inactive",
            "affluent",
            "bought at least twice",
            "never bought",
            "took a test drive",
            "visited the website at least 5 times",
            "opened at least 3 emails",
            "asked for a quote",
            "bought in the last year",
            "haven't bought since June",
            "churn risk above 0.6",
            "lease ending soon",
            "own a Camry",
            "total_value >= 50000",
            "age > 30",
            "region = East",
            "service_visits = 0",
            "last_purchase is null");

    /** A change without meaning. */
    private enum Change {
        FULL_STOP,
        EXCLAMATION_MARK,
        GREETING,
        THANKS,
        UPPER_CASE,
        DOUBLED_SPACES;

        String of(String prompt) {
            return switch (this) {
                case FULL_STOP -> prompt + ".";
                case EXCLAMATION_MARK -> prompt + "!";
                case GREETING -> "Hello, " + prompt;
                case THANKS -> prompt + " Thanks!";
                case UPPER_CASE -> prompt.toUpperCase(Locale.ROOT);
                case DOUBLED_SPACES -> prompt.replace(" ", "  ");
            };
        }

        boolean ends() {
            return this == FULL_STOP || this == EXCLAMATION_MARK || this == THANKS;
        }
    }

    /** A way to join two prompts into one. */
    private enum Joint {
        OR("%s or %s"),
        AND("%s and %s"),
        BUT_NOT("%s but not %s");

        private final String form;

        Joint(String form) {
            this.form = form;
        }

        Condition of(Condition one, Condition other) {
            return switch (this) {
                case OR -> Condition.any(List.of(one, other));
                case AND -> Condition.all(List.of(one, other));
                case BUT_NOT -> Condition.all(List.of(one, Condition.not(other)));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheSameAfterAChangeThatSaysNothing(Change change) {
        List<String> faults = new ArrayList<>();
        int pairs = 0;
        for (Corpora.Accepted one : ACCEPTED) {
            if (change.ends() && ENDED.matcher(one.prompt()).matches()) {
                continue;
            }
            String changed = change.of(one.prompt());
            Criteria criteria = Corpora.criteria(one.interpreter(), changed);
            pairs++;
            if (!one.criteria().equals(criteria) && !KNOWN_CHANGED.contains(Corpora.shown(changed))) {
                faults.add(fault(changed, one.criteria(), criteria));
            }
        }
        System.out.printf("%s: %d pairs%n", change, pairs);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"' for our spring campaign', 3", "' to invite', 3", "' so we can call them', 3"})
    void shouldLoseNoConditionBeforeAPurpose(String purpose, int refusedPercent) {
        List<String> faults = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int pairs = 0;
        for (Corpora.Accepted one : ACCEPTED) {
            if (ENDED.matcher(one.prompt()).matches()
                    || SIGNED.matcher(one.prompt()).matches()) {
                continue;
            }
            String changed = one.prompt() + purpose;
            Criteria criteria = Corpora.criteria(one.interpreter(), changed);
            pairs++;
            if (criteria == null) {
                refused.add(Corpora.shown(changed));
            } else if (!one.criteria().equals(criteria) && !KNOWN_CHANGED.contains(Corpora.shown(changed))) {
                faults.add(fault(changed, one.criteria(), criteria));
            }
        }
        System.out.printf("%s: %d pairs, %d refused%n", purpose, pairs, refused.size());

        assertThat(faults).isEmpty();
        assertThat(100.0 * refused.size() / pairs).as("refused: %s", refused).isLessThanOrEqualTo(refusedPercent);
    }

    @Test
    void shouldRefuseANonsenseWordOrReportIt() {
        List<String> faults = new ArrayList<>();
        int words = 0;
        int pairs = 0;
        for (Corpora.Accepted one : ACCEPTED) {
            Matcher word = CONTENT_WORD.matcher(one.prompt());
            while (word.find()) {
                words++;
                if (Math.floorMod(31 * one.prompt().hashCode() + word.start(), NONSENSE_WORDS) != 0) {
                    continue;
                }
                String changed = one.prompt().substring(0, word.start())
                        + NONSENSE
                        + one.prompt().substring(word.end());
                Reading reading = Corpora.reading(one.interpreter(), changed);
                pairs++;
                boolean reported = reading != null
                        && reading.ignored().stream().anyMatch(ignored -> ignored.contains(NONSENSE))
                        && reading.criteria().equals(one.criteria());
                if (reading != null && !reported && !KNOWN_NONSENSE.contains(Corpora.shown(changed))) {
                    faults.add(fault(changed, one.criteria(), reading.criteria()));
                }
            }
        }
        System.out.printf("a nonsense word: %d pairs, of %d%n", pairs, words);

        assertThat(faults).isEmpty();
    }

    @Test
    void shouldReadTheSameWithoutARemark() {
        List<String> faults = new ArrayList<>();
        int pairs = 0;
        for (Corpora.Accepted one : ACCEPTED) {
            for (Reading.Piece piece : pieces(one, Reading.Kind.REMARK)) {
                String rest = without(one, piece);
                Criteria criteria = Corpora.criteria(one.interpreter(), rest);
                pairs++;
                boolean termless = NAMES.matcher(one.prompt()).find()
                        // Without the remark, its exclamation mark is a negation.
                        || rest.contains(", ! ")
                        // Without its first half, a remark is not recognized as one.
                        || rest.contains(". , which was approved")
                        // Without the occasion, the purpose of the number is unknown.
                        || rest.strip().startsWith("for 12:")
                        // Without the initial of the first name, a signature is a sentence.
                        || rest.endsWith(". Wong")
                        // Without the word between them, the withdrawn number contradicts the other.
                        || rest.startsWith("yaris cross owners under 40..  i mean")
                        // Without the second remark, the first one merges with the request.
                        || rest.startsWith("We've got the next Sienta arriving in January  families")
                        || !Character.isLetterOrDigit(rest.strip().charAt(0));
                if (!one.criteria().equals(criteria) && !termless) {
                    faults.add(fault(rest, one.criteria(), criteria));
                }
            }
        }
        System.out.printf("without a remark: %d pairs%n", pairs);

        assertThat(faults).isEmpty();
    }

    @Test
    void shouldReadSomethingElseWithoutAPieceThatHasAMeaningOfItsOwn() {
        List<String> faults = new ArrayList<>();
        int pairs = 0;
        for (Corpora.Accepted one : ACCEPTED) {
            for (Reading.Piece piece : pieces(one, Reading.Kind.MEANT)) {
                String rest = without(one, piece);
                Criteria criteria = Corpora.criteria(one.interpreter(), rest);
                pairs++;
                if (one.criteria().equals(criteria)
                        && !isImplied(one, piece)
                        && !KNOWN_REPEATED.contains(Corpora.shown(one.prompt()))) {
                    faults.add(fault(rest + "   was: " + one.prompt(), one.criteria(), criteria));
                }
            }
        }
        System.out.printf("without a piece that has a meaning: %d pairs%n", pairs);

        assertThat(faults).isEmpty();
    }

    private static List<Reading.Piece> pieces(Corpora.Accepted one, Reading.Kind kind) {
        return one.reading().pieces().stream()
                .filter(piece -> piece.kind() == kind)
                .toList();
    }

    private static String without(Corpora.Accepted one, Reading.Piece piece) {
        return one.prompt().substring(0, piece.from()) + one.prompt().substring(piece.to());
    }

    /** Whether the rest of the prompt, which has the same criteria, implies the piece: "families" before "with three kids". */
    private static boolean isImplied(Corpora.Accepted one, Reading.Piece piece) {
        Condition rest = one.criteria().condition();
        Criteria said = Corpora.criteria(one.interpreter(), piece.meaning());
        return piece.meaning().isEmpty()
                || isSizeSaidTwice(one, piece)
                || (said != null
                        && said.order().keys().isEmpty()
                        && said.size() == Criteria.UNLIMITED
                        && Condition.all(List.of(said.condition(), rest)).equals(rest));
    }

    /** Whether another piece states the size as well: 60 chairs, so 60 names. */
    private static boolean isSizeSaidTwice(Corpora.Accepted one, Reading.Piece piece) {
        return piece.meaning().startsWith("first ")
                && pieces(one, Reading.Kind.MEANT).stream()
                        .anyMatch(other ->
                                other.from() != piece.from() && other.meaning().endsWith(piece.meaning()));
    }

    @Test
    void shouldReadItsOwnWordsBack() {
        List<String> faults = new ArrayList<>();
        for (Corpora.Accepted one : ACCEPTED) {
            String text = CriteriaText.of(one.criteria());
            Criteria criteria = Corpora.criteria(one.interpreter(), text);
            if (!one.criteria().equals(criteria)) {
                faults.add(fault(text, one.criteria(), criteria));
            }
        }
        System.out.printf("criteria read back: %d pairs%n", ACCEPTED.size());

        assertThat(faults).isEmpty();
    }

    @Test
    void shouldReadACommaAsALineOrAsABullet() {
        List<String> faults = new ArrayList<>();
        int pairs = 0;
        for (int i = 0; i < SIMPLE.size(); i++) {
            for (int j = 0; j < SIMPLE.size(); j++) {
                String third = SIMPLE.get((i + j + 1) % SIMPLE.size());
                List<String> clauses = List.of(SIMPLE.get(i), SIMPLE.get(j), third);
                if (clauses.stream().distinct().count() < clauses.size() || !isOneOfEachColumn(clauses)) {
                    continue;
                }
                Criteria commas = Corpora.criteria(Corpora.RETAIL, String.join(", ", clauses));
                for (String form : List.of("%s\n%s\n%s", "- %s\n- %s\n- %s", "* %s\n* %s\n* %s", "%s; %s; %s")) {
                    String lines = String.format(Locale.ROOT, form, clauses.toArray());
                    Criteria criteria = Corpora.criteria(Corpora.RETAIL, lines);
                    pairs++;
                    if (commas != null && !commas.equals(criteria)) {
                        faults.add(fault(lines, commas, criteria));
                    }
                }
            }
        }
        System.out.printf("commas as lines: %d pairs%n", pairs);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTwoPromptsInOneAsTheyAreAlone(Joint joint) {
        List<String> faults = new ArrayList<>();
        int pairs = 0;
        int refused = 0;
        for (String one : SIMPLE) {
            for (String other : SIMPLE) {
                if (one.equals(other)) {
                    continue;
                }
                String both = String.format(Locale.ROOT, joint.form, one, other);
                Criteria criteria = Corpora.criteria(Corpora.RETAIL, both);
                pairs++;
                if (criteria == null) {
                    refused++;
                } else if (!isCombined(joint, one, other, criteria) && !KNOWN_JOINTS.contains(both)) {
                    Condition expected = joint.of(condition(one), condition(other));
                    faults.add(fault(both, new Criteria(expected, criteria.order(), criteria.size()), criteria));
                }
            }
        }
        System.out.printf("%s: %d pairs, %d refused%n", joint, pairs, refused);

        assertThat(faults).isEmpty();
    }

    /** Whether the criteria are joined as specified. Values of a column joined by "and" are alternatives; "never A or did B" is neither. */
    private static boolean isCombined(Joint joint, String one, String other, Criteria criteria) {
        Condition first = condition(one);
        Condition second = condition(other);
        boolean neither = joint == Joint.OR
                && one.startsWith("never ")
                && criteria.condition().equals(Joint.BUT_NOT.of(first, second));
        boolean sameColumn = first.columns().equals(second.columns());
        return neither
                || criteria.condition().equals(CONTRADICTIONS.resolved(joint.of(first, second)))
                || (joint == Joint.AND && sameColumn && criteria.condition().equals(Joint.OR.of(first, second)));
    }

    private static boolean isOneOfEachColumn(List<String> clauses) {
        for (int i = 0; i < clauses.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!Collections.disjoint(
                        condition(clauses.get(i)).columns(),
                        condition(clauses.get(j)).columns())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Condition condition(String prompt) {
        return Objects.requireNonNull(Corpora.criteria(Corpora.RETAIL, prompt), prompt)
                .condition();
    }

    private static String fault(String prompt, Criteria expected, @Nullable Criteria criteria) {
        return "\n" + Corpora.shown(prompt) + "\n    should be " + CriteriaText.of(expected) + "\n    is "
                + (criteria == null ? "refused" : CriteriaText.of(criteria));
    }
}
