package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Finds the phrases that state the purpose of a list: "for our spring campaign", "so we can call them", "to invite". Such a phrase ends
 * with the verb and its object or with the noun for the occasion; the words after it are read like any others.
 */
final class Asides {

    /** Name of the rule for a heading, which is reported like a remark. */
    static final String HEADING = "heading";

    /** Cost of a heading: less than its words cost one by one, since "evening" is a greeting, too. */
    private static final double CHEAP = -0.2;

    /** Maximum distance in tokens from "to" back to the start of the phrase that contains it: have to, ok to email. */
    private static final int LONGEST_PHRASE = 8;

    /** Maximum distance in tokens from "to" back to the verb of inviting; the invited customers stand between them. */
    private static final int FURTHEST = 30;

    private final Chart chart;
    private final PurposeTails purposeTails;
    private final OccasionPhrases occasionPhrases;

    Asides(Chart chart) {
        this.chart = chart;
        this.purposeTails = new PurposeTails(chart);
        this.occasionPhrases = new OccasionPhrases(chart, purposeTails);
    }

    /** Returns the aside that starts at {@code from} and ends at or before {@code end}, or null. */
    @Nullable
    Node at(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.PURPOSE) {
                to = Math.max(to, Math.max(occasionPhrases.occasion(node.to(), end), making(node.to(), end)));
            } else if (node.symbol() == Symbol.SO_THAT && !isNeeded(from)) {
                to = Math.max(to, Math.max(contact(node.to(), end), promised(node.to(), end)));
            } else if (node.symbol() == Symbol.PROPOSAL && starts(from)) {
                to = Math.max(to, contact(node.to(), end));
            } else if (node.symbol() == Symbol.CONTACT && starts(from)) {
                to = Math.max(to, object(node.to(), end));
            } else if (node.symbol() == Symbol.PLACE && occasionPhrases.isBehindSeats(from)) {
                to = Math.max(to, Occasions.where(chart, from, end));
            } else if (node.symbol() == Symbol.TO && isInvited(from)) {
                to = Math.max(to, occasionPhrases.occasion(node.to(), end));
            } else if ((node.symbol() == Symbol.THIRD_PARTY && !chart.has(Symbol.WHO, from - 1))
                    || node.symbol() == Symbol.POSSESSIVE) {
                to = Math.max(to, asking(from, end));
            }
        }
        int heading = starts(from) ? heading(from, end) : -1;
        if (heading > to) {
            return new Node(
                    Symbol.ASIDE, from, heading, HEADING, chart.has(Symbol.GREETING, from) ? 0 : CHEAP, HEADING);
        }
        boolean mention = chart.tokens().get(from).is("@")
                && from + 1 < end
                && chart.tokens().get(from + 1).isWord()
                && !chart.tokens().get(from + 1).spaced();
        to = mention ? Math.max(to, from + 2) : to;
        String rule = to > from && isKnown(from, to) ? "purpose" : HEADING;
        return to < 0 ? null : new Node(Symbol.ASIDE, from, to, rule, 0, rule);
    }

    /** Whether the token is the "to" of an obligation, or within a phrase of the catalogue: they have to be opted in, ok to email. */
    private boolean isNeeded(int index) {
        for (int i = Math.max(0, index - LONGEST_PHRASE); i < index; i++) {
            for (Node node : chart.at(i)) {
                boolean must = node.symbol() == Symbol.NECESSITY
                        || node.symbol() == Symbol.OBLIGATION
                        || node.symbol() == Symbol.NAME;
                if (must && node.to() > index) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether people before the token without a verb of their own are invited to what follows: invite gold members to the launch party. */
    private boolean isInvited(int index) {
        if (index == 0 || isVerbal(index - 1)) {
            return false;
        }
        for (int i = index - 1;
                i >= Math.max(0, index - FURTHEST)
                        && !chart.has(Symbol.WHO, i)
                        && !chart.tokens().get(i).isBreak();
                i--) {
            boolean invites = chart.has(Symbol.WANT, i) && chart.has(Symbol.HOST, i);
            if (invites && (starts(i) || isBeforeVerb(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isBeforeVerb(int index) {
        return chart.has(Symbol.MODAL, index)
                || chart.has(Symbol.TO, index)
                || chart.has(Symbol.COURTESY, index)
                || chart.has(Symbol.ASKER, index);
    }

    private boolean isVerbal(int index) {
        return chart.has(Symbol.VERB, index)
                || chart.has(Symbol.WANT, index)
                || chart.has(Symbol.CONTACT, index)
                || chart.has(Symbol.GIVING, index)
                || chart.at(index).isEmpty();
    }

    /** Whether all words are known, so that there is nothing to report. */
    private boolean isKnown(int from, int to) {
        int known = from;
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                known = Math.max(known, node.to());
            }
            if (known <= i) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sentence, a line or a bracket starts at the token. */
    private boolean starts(int index) {
        boolean greeted = index > 1
                && index <= 5
                && chart.has(Symbol.GREETING, 0)
                && chart.tokens().get(index - 1).is(",");
        return index == 0
                || greeted
                || (!chart.tokens().get(index - 1).isWord()
                        && !chart.tokens().get(index - 1).isNumber()
                        && !chart.tokens().get(index - 1).is(","));
    }

    /** Returns the end of a clause about what the customers will do, or -1: they feel appreciated. */
    private int promised(int from, int end) {
        if (!chart.has(Symbol.THEM, from)) {
            return -1;
        }
        int to = purposeTails.followed(
                from, end, i -> chart.has(Symbol.NECESSITY, i) || chart.has(Symbol.OBLIGATION, i));
        return to > from + 1 ? to : -1;
    }

    /** Returns the end of a phrase about what is made of the list, or -1: making a postcard campaign. */
    private int making(int from, int end) {
        boolean gerund = from < end
                && chart.tokens().get(from).text().endsWith("ing")
                && (chart.has(Symbol.VERB, from) || chart.has(Symbol.GIVING, from) || chart.has(Symbol.CONTACT, from))
                && !purposeTails.startsConditionOrArrangement(from);
        int to = gerund ? purposeTails.tail(from + 1, end, true) : -1;
        return to > from + 1 ? to : -1;
    }

    /** Returns the end of a third party's request for the list, or -1: "my boss asked for". */
    private int asking(int from, int end) {
        boolean third = false;
        int i = from;
        for (int words = 0; words < 5 && i < end; words++) {
            int next = i;
            for (Node node : chart.at(i)) {
                switch (node.symbol()) {
                    case WANT -> {
                        if (third && node.to() <= end) {
                            return node.to();
                        }
                    }
                    case THIRD_PARTY -> {
                        third = true;
                        next = Math.max(next, node.to());
                    }
                    case POSSESSIVE, FILLER, MODAL -> next = Math.max(next, node.to());
                    default -> {}
                }
            }
            if (next == i) {
                return -1;
            }
            i = next;
        }
        return -1;
    }

    /** Returns the end of a heading that names an occasion after something of the catalogue, or -1: test drive weekend. */
    private int heading(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            boolean thing = (node.value() instanceof Subject subject && subject.part() == Entry.Part.WHAT)
                    || (node.value() instanceof NamedValues values && values.needName());
            if (!thing || node.to() >= end || chart.has(Symbol.CONTEXT, node.to())) {
                continue;
            }
            for (Node occasion : chart.at(node.to())) {
                boolean day = occasion.symbol() == Symbol.WEEKDAY && endsHeading(occasion.to());
                if ((occasion.symbol() == Symbol.OCCASION || day) && occasion.to() <= end) {
                    to = Math.max(to, occasion.to());
                }
            }
        }
        return to;
    }

    private boolean endsHeading(int index) {
        return index < chart.tokens().size()
                && (chart.has(Symbol.COLON, index) || chart.tokens().get(index).is("!"));
    }

    /** Returns the end of a verb for contacting or giving and its object, or -1. */
    private int contact(int from, int end) {
        int i = from;
        int verb = -1;
        for (int skipped = 0; skipped < 5 && i < end; skipped++) {
            for (Node node : chart.at(i)) {
                boolean does = node.symbol() == Symbol.CONTACT || node.symbol() == Symbol.GIVING;
                if (does && node.to() <= end && !chart.has(Symbol.DETERMINER, i - 1)) {
                    verb = Math.max(verb, node.to());
                }
            }
            if (verb > i) {
                int object = object(verb, end);
                int car = endOfOffer(object < 0 ? verb : object, end);
                return purposeTails.tail(car, end, object > 0);
            }
            int next = silent(i);
            if (next <= i) {
                return -1;
            }
            i = next;
        }
        return -1;
    }

    /** Returns the end of the offered thing, a text value that counts only next to a name; {@code from} if there is none. */
    private int endOfOffer(int from, int end) {
        int at = from < end && chart.has(Symbol.FILLER, from) ? from + 1 : from;
        int to = from;
        for (Node node : chart.at(at)) {
            if (node.value() instanceof NamedValues values && values.needName() && node.to() <= end) {
                to = Math.max(to, node.to());
            }
        }
        return to;
    }

    private int object(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            boolean narrowed = chart.has(Symbol.PEOPLE, from)
                    && (chart.has(Symbol.WITH, node.to())
                            || chart.has(Symbol.WHO, node.to())
                            || chart.has(Symbol.PLACE, node.to())
                            || chart.has(Symbol.WITHOUT, node.to()));
            if (node.symbol() == Symbol.PRONOUN && !narrowed && node.to() <= end) {
                to = Math.max(to, node.to());
            }
        }
        return to;
    }

    private int silent(int index) {
        int to = index;
        for (Node node : chart.at(index)) {
            switch (node.symbol()) {
                case FILLER, MODAL, ASKER, POSSESSIVE, THIRD_PARTY, PRONOUN, OF_THEIRS, COURTESY ->
                    to = Math.max(to, node.to());
                default -> {}
            }
        }
        return to;
    }
}
