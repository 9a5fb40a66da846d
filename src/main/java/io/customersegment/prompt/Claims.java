package io.customersegment.prompt;

/** Recognizes what somebody says or thinks about customers and does not narrow them, as in "my gut says that families get bored". */
final class Claims {

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final Topic topic;

    Claims(Chart chart, Cover cover, Narrowing narrowing, Topic topic) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.topic = topic;
    }

    /**
     * Whether somebody says or thinks something about customers who are named by bare words only. These precede all unknown words, so that
     * the unknown words state what the customers do and not who they are: my gut says that families get bored.
     */
    boolean isClaim(int from, int to) {
        int start = topic.skipped(from, to);
        int verb = start < to ? topic.predicate(start, to) : -1;
        while (verb > 0 && verb < to && chart.has(Symbol.FILLER, verb) && !chart.has(Symbol.SAYING, verb)) {
            verb++;
        }
        int claim = verb > 0 && verb < to ? chart.end(Symbol.SAYING, verb) : verb;
        while (claim > verb
                && claim < to
                && (chart.has(Symbol.ASKER, claim) || chart.tokens().get(claim).is("that"))
                && !chart.has(Symbol.VERB, claim + 1)) {
            claim++;
        }
        return claim > verb
                && claim < to
                && !narrowing.isDemand(claim, to)
                && !narrowing.restricts(from, claim, claim)
                && !chart.hasAny(claim, to, Symbol.OR, Symbol.ONE_OF, Symbol.DIGITS, Symbol.ABOVE, Symbol.BELOW)
                && isPlainClaim(claim, to);
    }

    private boolean isPlainClaim(int claim, int to) {
        boolean told = false;
        boolean open = false;
        int who = claim;
        for (Item item : cover.items(claim, to)) {
            switch (item.kind()) {
                case CONDITION -> {
                    if (open) {
                        return false;
                    }
                    told = true;
                    who = item.to();
                }
                case PEOPLE -> {
                    if (open) {
                        return false;
                    }
                }
                case UNREAD -> {
                    if (chart.has(Symbol.PERSON, item.from()) || chart.has(Symbol.BELONGING, item.from())) {
                        return false;
                    }
                    boolean does = chart.has(Symbol.VERB, item.from()) || chart.has(Symbol.VERB, item.from() - 1);
                    if (!open && told && !does) {
                        return false;
                    }
                    open |= !chart.has(Symbol.SPEAKER, item.from() - 1);
                }
                case SILENT, COMMA, AND -> {}
                default -> {
                    if (!open && !(told && chart.has(Symbol.VERB, item.from()))) {
                        return false;
                    }
                }
            }
        }
        return told
                && !chart.hasAny(claim, who, Symbol.WANT)
                && !chart.hasAny(claim, to, Symbol.WHO, Symbol.OBLIGATION, Symbol.DEMAND, Symbol.ALONE, Symbol.RANKING);
    }
}
