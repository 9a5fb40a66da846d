package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import java.util.function.IntPredicate;
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

    private static final int LONGEST = 8;

    /** Maximum distance in tokens from "to" back to the verb of inviting; the invited customers stand between them. */
    private static final int FURTHEST = 30;

    private final Chart chart;

    Asides(Chart chart) {
        this.chart = chart;
    }

    /** Returns the aside that starts at {@code from} and ends at or before {@code end}, or null. */
    @Nullable
    Node at(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.PURPOSE) {
                to = Math.max(to, Math.max(occasion(node.to(), end), making(node.to(), end)));
            } else if (node.symbol() == Symbol.SO_THAT && !isNeeded(from)) {
                to = Math.max(to, Math.max(contact(node.to(), end), promised(node.to(), end)));
            } else if (node.symbol() == Symbol.PROPOSAL && starts(from)) {
                to = Math.max(to, contact(node.to(), end));
            } else if (node.symbol() == Symbol.CONTACT && starts(from)) {
                to = Math.max(to, object(node.to(), end));
            } else if (node.symbol() == Symbol.PLACE && isBehindSeats(from)) {
                to = Math.max(to, Occasions.where(chart, from, end));
            } else if (node.symbol() == Symbol.TO && isInvited(from)) {
                to = Math.max(to, occasion(node.to(), end));
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
        for (int i = Math.max(0, index - LONGEST); i < index; i++) {
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

    /** Whether a number of seats ends directly before the token, so that their location may follow. */
    private boolean isBehindSeats(int index) {
        return chart.endsBefore(
                index,
                LONGEST,
                node -> node.symbol() == Symbol.ARRANGEMENT
                        && (chart.has(Symbol.SIZE_NOUN, index - 1)
                                || chart.has(Symbol.LIMIT, node.from())
                                || node.rule().equals(ArrangementRules.HOSTED)
                                || chart.has(Symbol.SPARE, index - 1)));
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

    /** Whether an occasion with a determiner follows "for", directly behind people and not behind an action: 30 people for the premiere. */
    private boolean isOurOwn(int from) {
        Token before = from > 1 ? chart.tokens().get(from - 2) : null;
        boolean deed = before != null
                && before.isWord()
                && !chart.isPeople(from - 2)
                && !startsConditionOrArrangement(from - 2);
        boolean article =
                chart.has(Symbol.POSSESSIVE, from) || chart.tokens().get(from).is(WordGroup.THE_THIS);
        return article && !deed && chart.tokens().get(from - 1).is("for");
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
        int to = followed(from, end, i -> chart.has(Symbol.NECESSITY, i) || chart.has(Symbol.OBLIGATION, i));
        return to > from + 1 ? to : -1;
    }

    /** Returns the end of a phrase about what is made of the list, or -1: making a postcard campaign. */
    private int making(int from, int end) {
        boolean gerund = from < end
                && chart.tokens().get(from).text().endsWith("ing")
                && (chart.has(Symbol.VERB, from) || chart.has(Symbol.GIVING, from) || chart.has(Symbol.CONTACT, from))
                && !startsConditionOrArrangement(from);
        int to = gerund ? tail(from + 1, end, true) : -1;
        return to > from + 1 ? to : -1;
    }

    /** Returns the end of an occasion after "for", or -1: words that are not conditions, then a noun for an occasion. */
    private int occasion(int from, int end) {
        int best = -1;
        for (int i = from; i < end && i - from < LONGEST; i++) {
            for (Node node : chart.at(i)) {
                boolean side = node.symbol() == Symbol.THIRD_PARTY
                        && !chart.has(Symbol.NAME, node.to() - 1)
                        && !chart.has(Symbol.BELONGING, node.to() - 1);
                boolean event = (node.symbol() == Symbol.EVENT || node.symbol() == Symbol.VENUE)
                        && (isBehindSeats(from - 1) || isOurOwn(from));
                if ((Narrowing.isOurs(node) || event || side) && node.to() <= end) {
                    best = Math.max(best, numbered(node.to(), end));
                }
            }
            if (best > i) {
                i = best - 1;
                continue;
            }
            if (!mayModify(i)) {
                break;
            }
        }
        return best < 0 || isOfDeed(from, best) ? -1 : tail(best, end, false);
    }

    /** Whether the occasion may be the purpose of a customer's action: bought for a wedding, but not our campaign. */
    private boolean isOfDeed(int from, int to) {
        boolean own = chart.has(Symbol.POSSESSIVE, from) || chart.has(Symbol.OCCASION, to - 1);
        for (int i = Math.max(0, from - LONGEST - 1); !own && i < from - 1; i++) {
            for (Node node : chart.at(i)) {
                boolean deed = node.to() == from - 1
                        && node.value() instanceof WordedCondition said
                        && said.frame() == WordedCondition.Frame.VERB;
                if (deed) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the end of the complement of an occasion or of an action, up to the end of the clause: to the opening of the showroom, in
     * June, about our new prices. Returns {@code from} if a word of the complement may narrow the customers.
     */
    private int tail(int from, int end, boolean done) {
        if (from >= end || !opensTail(from, done)) {
            return from;
        }
        int to = followed(from, end, i -> Topic.isOtherPeople(chart, i));
        return to > from + 1 ? to : from;
    }

    /** Returns the end of the clause after its first word, or -1 if a word of it may not follow, is barred, or the clause is too long. */
    private int followed(int from, int end, IntPredicate barred) {
        int to = from + 1;
        while (to < end && !chart.has(Symbol.COMMA, to) && !endsTail(to)) {
            if (!mayFollow(to) || barred.test(to) || to - from > LONGEST) {
                return -1;
            }
            to++;
        }
        return to;
    }

    private boolean opensTail(int index, boolean done) {
        for (Node node : chart.at(index)) {
            boolean opens = switch (node.symbol()) {
                case TO, PLACE, PURPOSE, NEXT, BY -> true;
                case DETERMINER, WITH -> done;
                default -> false;
            };
            if (opens) {
                return !startsConditionOrArrangement(index);
            }
        }
        return false;
    }

    private boolean endsTail(int index) {
        boolean asks = chart.has(Symbol.REQUEST, index) && chart.has(Symbol.WANT, index);
        if (asks || chart.has(Symbol.SPEAKER, index) || chart.has(Symbol.PURPOSE, index)) {
            return true;
        }
        Token token = chart.tokens().get(index);
        return !token.isWord() && !token.isNumber() && token.kind() != Token.Kind.DATE && !token.is("&");
    }

    /** Whether a condition or an arrangement begins at the token, which then is not part of a purpose: in the North. */
    private boolean startsConditionOrArrangement(int index) {
        for (Node node : chart.at(index)) {
            boolean told = switch (node.symbol()) {
                case CONDITION, ARRANGEMENT -> true;
                default -> false;
            };
            if (told) {
                return true;
            }
        }
        return false;
    }

    private boolean mayFollow(int index) {
        Token token = chart.tokens().get(index);
        for (Node node : chart.at(index)) {
            boolean month = node.symbol() == Symbol.WINDOW || node.symbol() == Symbol.POINT;
            boolean text = node.value() instanceof NamedValues values && !values.needName();
            boolean occasion = chart.has(Symbol.OCCASION, index) || chart.has(Symbol.OURS, index);
            boolean foreign = switch (node.symbol()) {
                case WHO,
                        CUSTOMERS,
                        PEOPLE,
                        RANKING,
                        WITHOUT,
                        NO,
                        NOT,
                        EXCEPT,
                        BUT,
                        ABOVE,
                        BELOW,
                        AT_LEAST,
                        AT_MOST,
                        ARRANGEMENT,
                        SORT -> true;
                case NAME, CONDITION -> !occasion;
                default -> false;
            };
            if ((foreign && !month) || text) {
                return false;
            }
        }
        return token.isWord() || token.isNumber() || token.kind() == Token.Kind.DATE || token.is("&");
    }

    /** Returns the end of an occasion with its number: wave 2. */
    private int numbered(int at, int end) {
        boolean number = at < end
                && chart.tokens().get(at).isNumber()
                && chart.tokens().get(at).number() < 10
                && chart.tokens().get(at).suffix().isEmpty();
        boolean counts = number
                && (chart.isPeople(at + 1)
                        || chart.has(Symbol.CONTEXT, at + 1)
                        || chart.has(Symbol.NAME, at + 1)
                        || chart.has(Symbol.VALUE, at + 1)
                        || chart.has(Symbol.OR_MORE, at + 1));
        return number && !counts ? at + 1 : at;
    }

    /** Whether the token may precede a noun for an occasion: anything but a number, a conjunction, a comparison or a relative pronoun. */
    private boolean mayModify(int index) {
        Token token = chart.tokens().get(index);
        if (!token.isWord()) {
            return false;
        }
        for (Node node : chart.at(index)) {
            switch (node.symbol()) {
                case AND,
                        OR,
                        BUT,
                        COMMA,
                        NOT,
                        NO,
                        WITHOUT,
                        EXCEPT,
                        WHO,
                        WITH,
                        ABOVE,
                        BELOW,
                        AT_LEAST,
                        AT_MOST,
                        BETWEEN,
                        PEOPLE,
                        CUSTOMERS,
                        SO_THAT,
                        UNIT,
                        PURPOSE -> {
                    return false;
                }
                default -> {}
            }
            boolean meant = (node.symbol() == Symbol.WINDOW && node.length() > 1)
                    || node.symbol() == Symbol.CONDITION
                    || node.symbol() == Symbol.AMOUNT
                    || node.symbol() == Symbol.ARRANGEMENT;
            if (meant && !chart.has(Symbol.OCCASION, node.to()) && !chart.has(Symbol.OURS, node.to())) {
                return false;
            }
            boolean text = node.value() instanceof NamedValues values && !values.needName();
            if (text) {
                return false;
            }
        }
        return true;
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
                return tail(car, end, object > 0);
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
