package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;
import java.util.Set;

/**
 * Tells a remark from a condition by its structure: it holds nothing of the domain, and its subject is the asker, a third party, the
 * list, the campaign or "it". A clause that says something about the customers is no remark, whatever its words. In doubt it is
 * not one.
 */
final class Remarks {

    /** The asker alone: "we" and "us" may be those who did something to the customers. */
    private static final Set<String> ME = Set.of("i", "me", "myself", "you", "u");

    private static final Set<String> POINTING = Set.of("these", "those", "such");
    private static final Set<String> BE = Set.of("is", "was", "will", "would");
    private static final int LONGEST_NAME = 6;

    private final Chart chart;
    private final Cover cover;

    /** Remarks in this chart. */
    Remarks(Chart chart, Cover cover) {
        this.chart = chart;
        this.cover = cover;
    }

    /** Whether the tokens are a remark that stands for itself. */
    boolean isRemark(int from, int to) {
        int start = skipped(from, to);
        if (start >= to) {
            return true;
        }
        boolean corrects = has(from, to, Symbol.MEANING) && hasNumber(from, to);
        if (has(from, to, Symbol.EXCEPT) || wants(from, to) || corrects) {
            return false;
        }
        int subject = subject(start, to);
        if (subject > start) {
            boolean asker = !chart.has(Symbol.THIS_THING, start)
                    && !chart.tokens().get(start).is("we")
                    && !has(subject, to, Symbol.OF_THEIRS);
            boolean pointer =
                    chart.tokens().get(start).is("those") && has(subject, to, Symbol.POSSESSIVE, Symbol.ASKER);
            boolean people = has(subject, to, Symbol.WHO, Symbol.CUSTOMERS) || (namesPeople(subject, to) && !pointer);
            return !people && !isOfDomain(subject, to, asker);
        }
        if (isOfDomain(from, to, chart.has(Symbol.MODAL, start) && has(start, to, Symbol.POSSESSIVE))) {
            return false;
        }
        boolean excuse = (has(from, start + 1, Symbol.APOLOGY)
                        || chart.has(Symbol.COMMENT, start)
                        || chart.has(Symbol.COMMENT, from))
                && !has(start, to, Symbol.WHO, Symbol.PEOPLE, Symbol.CUSTOMERS, Symbol.NO, Symbol.NOT);
        boolean aboutThem = chart.tokens().get(start).is("they");
        boolean toMe = speaksOfMe(start, to) || (chart.has(Symbol.MODAL, start) && has(start, to, Symbol.POSSESSIVE));
        boolean people = has(start, to, Symbol.WHO, Symbol.PEOPLE, Symbol.CUSTOMERS, Symbol.NO, Symbol.NOT);
        return excuse || (toMe && (aboutThem || !people));
    }

    /** The token after the subject, if the tokens begin with one that is not the customers; the same token otherwise. */
    private int subject(int start, int to) {
        int own = start;
        for (Node node : chart.at(start)) {
            if (node.symbol() == Symbol.POSSESSIVE
                    || node.symbol() == Symbol.FILLER
                    || node.symbol() == Symbol.CARDINAL) {
                own = Math.max(own, node.to());
            }
        }
        int end = start;
        for (int i : new int[] {start, own}) {
            for (Node node : i < to ? chart.at(i) : List.<Node>of()) {
                boolean asker = i == start
                        && (node.symbol() == Symbol.ASKER
                                || (node.symbol() == Symbol.THIS_THING && isSubject(node, to)));
                if (asker || node.symbol() == Symbol.THIRD_PARTY) {
                    end = Math.max(end, node.to());
                }
            }
        }
        return end;
    }

    /** Whether "that" is the subject of a sentence and no relative: that is, that was. */
    private boolean isSubject(Node node, int to) {
        if (!chart.tokens().get(node.from()).is("that") || node.length() > 1) {
            return true;
        }
        return node.to() < to && BE.contains(chart.tokens().get(node.to()).text());
    }

    private boolean speaksOfMe(int from, int to) {
        for (int i = from; i < to; i++) {
            if (ME.contains(chart.tokens().get(i).text()) && chart.has(Symbol.ASKER, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean namesPeople(int from, int to) {
        for (int i = from; i < to; i++) {
            int pointed = i;
            boolean people = false;
            for (Node node : chart.at(i)) {
                if (node.symbol() == Symbol.PEOPLE) {
                    people = true;
                    pointed = POINTING.contains(chart.tokens().get(i).text()) ? Math.max(pointed, node.to()) : pointed;
                }
            }
            if (people && pointed == i) {
                return true;
            }
            i = Math.max(i, pointed - 1);
        }
        return false;
    }

    /** Whether the tokens are a heading or a label: a name for the list or the campaign, without anything of the domain. */
    boolean isLabel(int from, int to) {
        boolean bucket = endsAsList(from, to) && !has(from, to, Symbol.OR, Symbol.EXCEPT, Symbol.NO, Symbol.DIGITS);
        return !isOfDomain(from, to, false)
                && !has(from, to, Symbol.WHO)
                && (bucket || !turns(from, to))
                && !wants(from, to);
    }

    /** Whether the tokens are a heading: they name a list, whatever number of parts or conditions they announce. */
    boolean isHeading(int from, int to) {
        boolean meant = cover.items(from, to).stream().anyMatch(Item::isMeant);
        return has(from, to, Symbol.LABEL_NOUN)
                && !meant
                && !isOfDomain(from, to, true)
                && !has(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.WITHOUT,
                        Symbol.AT_LEAST,
                        Symbol.AT_MOST,
                        Symbol.ABOVE,
                        Symbol.BELOW)
                && !wants(from, to);
    }

    /** Whether the tokens name an occasion, and nothing else but perhaps a number of years: ten-year anniversary party. */
    boolean isOccasion(int from, int to) {
        boolean meant = cover.items(from, to).stream().anyMatch(Item::isMeant);
        return endsWith(Symbol.OCCASION, from, to)
                && !meant
                && to - from <= LONGEST_NAME
                && !isOfDomain(from, to, true)
                && !has(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.WITH,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.WITHOUT,
                        Symbol.OR,
                        Symbol.EXCEPT,
                        Symbol.PEOPLE,
                        Symbol.CUSTOMERS)
                && !wants(from, to);
    }

    /** Whether the tokens end with a noun for a list: a conquest audience. */
    boolean endsAsList(int from, int to) {
        return endsWith(Symbol.LABEL_NOUN, from, to);
    }

    private boolean endsWith(Symbol symbol, int from, int to) {
        for (int i = Math.max(from, to - 3); i < to; i++) {
            for (Node node : chart.at(i)) {
                if (node.symbol() == symbol && node.to() == to) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the tokens ask for a list by a name of its own, which what follows defines: I am after a conquest audience, so … */
    boolean announces(int from, int to) {
        return endsAsList(from, to)
                && has(from, to, Symbol.ASKER)
                && !isOfDomain(from, to, false)
                && !turns(from, to)
                && !has(from, to, Symbol.WHO, Symbol.WITH, Symbol.PEOPLE, Symbol.CUSTOMERS);
    }

    /** Whether the tokens hold a word that would turn what they name: a negation, "or", "at least one of". */
    boolean turns(int from, int to) {
        return has(
                from,
                to,
                Symbol.EXCEPT,
                Symbol.NOT,
                Symbol.NO,
                Symbol.WITHOUT,
                Symbol.OR,
                Symbol.ONE_OF,
                Symbol.NONE_OF,
                Symbol.AT_LEAST,
                Symbol.AT_MOST,
                Symbol.ABOVE,
                Symbol.BELOW,
                Symbol.NONE_FOLLOWING,
                Symbol.ANY_OF,
                Symbol.DIGITS);
    }

    /** Whether the tokens name a list or an occasion. */
    boolean namesList(int from, int to) {
        return has(from, to, Symbol.LABEL_NOUN, Symbol.OCCASION);
    }

    /** Whether a label says what the line is about, so that the rest of it is no condition: subject, deadline, creative line. */
    boolean isMetaLabel(int from, int to) {
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.META_LABEL && node.to() == to) {
                return true;
            }
        }
        return false;
    }

    /** Whether the tokens greet somebody by name. */
    boolean isGreeting(int from, int to) {
        return to - from <= LONGEST_NAME && chart.has(Symbol.GREETING, from) && isPlain(from, to);
    }

    /** Whether the tokens begin with the words before a signature, and a name may follow. */
    boolean isSignature(int from, int to) {
        boolean signs = false;
        for (Node node : chart.at(from)) {
            signs |= node.symbol() == Symbol.SIGN_OFF && to - node.to() <= LONGEST_NAME && isPlain(node.to(), to);
        }
        return signs;
    }

    /** Whether the tokens may be the name of the one who signs. */
    boolean isName(int from, int to) {
        return to - from <= LONGEST_NAME && isPlain(from, to);
    }

    private boolean isPlain(int from, int to) {
        return !has(from, to, Symbol.WHO, Symbol.WITH, Symbol.NOT, Symbol.NO, Symbol.EXCEPT, Symbol.PEOPLE)
                && !wants(from, to)
                && cover.items(from, to).stream().noneMatch(Item::isMeant)
                && !hasNumber(from, to);
    }

    private boolean hasNumber(int from, int to) {
        return has(from, to, Symbol.DIGITS, Symbol.DATE, Symbol.DECADE);
    }

    /**
     * Whether something of the domain is in the tokens: a condition, an order, an amount, a comparison, a text of a column, a window.
     *
     * @param own whether they speak of the asker, of whom a number, a window or an adjective says nothing about customers
     */
    boolean isOfDomain(int from, int to, boolean own) {
        for (Item item : cover.items(from, to)) {
            boolean domain = switch (item.kind()) {
                case CONDITION -> !item.said().isSilent() && (!own || !isBareAdjective(item));
                case ARRANGEMENT -> !own || item.arrangement().size() == 0;
                case WINDOW, AMOUNT -> !own;
                case UNREAD -> isOfDomain(item.from(), own);
                default -> false;
            };
            if (domain) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBareAdjective(Item item) {
        Said said = item.said();
        return said.bare() && said.frame() == Said.Frame.ADJECTIVE && item.to() - item.from() == 1;
    }

    private boolean isOfDomain(int index, boolean own) {
        for (Node node : chart.at(index)) {
            boolean domain = switch (node.symbol()) {
                case RANKING -> true;
                case NAME -> !own;
                case VALUE -> !((NamedValues) node.value()).needName();
                case ABOVE, BELOW, AT_LEAST, AT_MOST, BETWEEN, NOT_EQUAL -> !own;
                case DIGITS, DATE, DECADE, FREQUENCY, PERCENT -> !own;
                case CARDINAL -> !own && ((Num) node.value()).value() > 1;
                default -> false;
            };
            if (domain) {
                return true;
            }
        }
        return false;
    }

    private boolean has(int from, int to, Symbol... symbols) {
        for (int i = from; i < to; i++) {
            for (Symbol symbol : symbols) {
                if (chart.has(symbol, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it asks for customers: want, need, looking for. */
    private boolean wants(int from, int to) {
        return has(from, to, Symbol.WANT);
    }

    /** The token after greetings, joints and articles. */
    private int skipped(int from, int to) {
        int i = from;
        while (i < to) {
            int next = i;
            boolean subject =
                    chart.has(Symbol.ASKER, i) || chart.has(Symbol.THIS_THING, i) || chart.has(Symbol.POSSESSIVE, i);
            for (Node node : chart.at(i)) {
                switch (node.symbol()) {
                    case COURTESY, CONNECTIVE, COMMA, GREETING, APOLOGY, BECAUSE -> {
                        if (!subject) {
                            next = Math.max(next, node.to());
                        }
                    }
                    default -> {}
                }
            }
            if (next == i) {
                return i;
            }
            i = Math.min(next, to);
        }
        return to;
    }

    /** Whether the tokens only give those before them a name: that is our cooling-off group. */
    boolean isNaming(int from, int to) {
        int start = skipped(from, to);
        boolean points = start < to && chart.has(Symbol.THIS_THING, start);
        boolean ends = endsAsList(from, to);
        boolean bare = cover.items(from, to).stream()
                .allMatch(item -> !item.is(Kind.ARRANGEMENT)
                        && !item.is(Kind.NOT)
                        && !item.is(Kind.EXCEPT)
                        && (!item.is(Kind.CONDITION) || item.said().bare()));
        return points && ends && bare && !wants(from, to) && !has(start + 1, to, Symbol.WHO);
    }

    /** Whether the items are a clause that gives a reason. */
    boolean isReason(List<Item> clause) {
        Item first = clause.get(0);
        if (!first.is(Kind.COMMA)) {
            return false;
        }
        int from = first.to();
        int to = clause.get(clause.size() - 1).to();
        boolean because = first.node() != null && first.node().symbol() == Symbol.BECAUSE;
        boolean so = chart.has(Symbol.SO_THAT, from)
                && has(from, to, Symbol.ASKER, Symbol.THIRD_PARTY, Symbol.POSSESSIVE)
                && !has(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.PEOPLE,
                        Symbol.CUSTOMERS,
                        Symbol.EXCEPT,
                        Symbol.NULL,
                        Symbol.NOT_NULL);
        return (because || so) && !isOfDomain(from, to, false);
    }
}
