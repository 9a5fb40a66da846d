package io.customersegment.prompt;

import java.util.Set;

/**
 * Finds what says nothing about the customers: what the segment is for, what will be done with it, and who asks. "For our spring
 * campaign", "so we can call them", "We are planning a weekend: ...".
 */
final class Purposes {

    private static final Set<String> SELVES = Set.of("i", "we", "our", "my", "us");
    private static final Set<String> PLANS = Set.of(
            "plan",
            "prepar",
            "launch",
            "organis",
            "organiz",
            "host",
            "hold",
            "run",
            "start",
            "set",
            "put",
            "work",
            "do",
            "think",
            "go",
            "relaunch",
            "open",
            "celebrat",
            "build",
            "test",
            "try",
            "hav",
            "promot",
            "look",
            "introduc",
            "arrang");
    private static final Set<String> WISHES =
            Set.of("want", "need", "lik", "lov", "wish", "hop", "plan", "try", "go", "hav", "intend");
    private static final int LONGEST_OCCASION = 6;

    private static final Set<String> ENROLLING = Set.of(
            "up",
            "register",
            "enrol",
            "enroll",
            "subscrib",
            "join",
            "apply",
            "book",
            "com",
            "go",
            "invit",
            "ask",
            "sign",
            "qualify");
    private static final int LONGEST_OPENING = 5;

    private final Words words;
    private final Times times;
    private final Implied implied;
    private boolean contacted;

    /** Purposes in these words. */
    Purposes(Words words, Times times, Implied implied) {
        this.words = words;
        this.times = times;
        this.implied = implied;
    }

    /** The index after a car that customers are wanted for, at the index: prospects for the Camry. The index itself for none. */
    int wish(int index) {
        if (!words.is(index, "for")) {
            return index;
        }
        int at = words.pastArticles(index + 1);
        at = words.isAny(at, "new", "latest") ? at + 1 : at;
        for (Vocabulary.Match match : words.matches(at)) {
            for (Lexeme lexeme : match.lexemes()) {
                if (lexeme instanceof Lexeme.Value value
                        && value.entry().text() != null
                        && implied.wished().contains(value.entry().text())) {
                    return match.end();
                }
            }
        }
        return index;
    }

    /**
     * The index after a purpose that starts at the index, or the index itself.
     *
     * @param opening whether nothing has been read yet
     */
    int after(int index, boolean opening) {
        if (opening) {
            int start = Math.max(preamble(index), opening(index));
            if (start > index) {
                return start;
            }
        }
        int found = Math.max(address(index, opening), occasion(index));
        if (found > index) {
            return found;
        }
        int because = words.after(Role.SO, index);
        if (because > index && !words.is(index + 1, "far")) {
            return words.is(index, "so") && concludes(because) ? because : rest(because);
        }
        if (words.is(index, "to") && isContact(index + 1) && !opening) {
            contacted = true;
            return rest(index + 1);
        }
        return index;
    }

    /** Whether what is wanted follows, and not what it is wanted for: so all gold members, so I need. */
    private boolean concludes(int index) {
        int wish = SELVES.contains(text(index)) ? index + 1 : index;
        return words.has(Role.REQUEST, wish) || (wish == index && words.has(Role.ANY, wish));
    }

    /** Who is greeted at the start, and who signs at the end: "Hi Anna,", "Best, Tom". */
    private int address(int index, boolean opening) {
        boolean greets = opening && index == 0 && words.isAny(index, "hi", "hello", "dear", "hey", "hiya");
        boolean signs = words.has(Role.STOP, index - 1)
                && words.isAny(index, "best", "regards", "thanks", "cheers", "ta", "thx", "sincerely");
        int name = signs && words.is(index + 1, ",") ? index + 2 : index + 1;
        int end = name;
        while (end < name + 2
                && end < words.size()
                && words.matches(end).isEmpty()
                && words.token(end).isWord()) {
            end++;
        }
        boolean closes = greets
                ? words.isAny(end, ",", "!", "-", ".", ":")
                : signs && end >= words.size() - (words.is(words.size() - 1, ".") ? 1 : 0);
        return end > name && closes ? Math.min(end + 1, words.size()) : index;
    }

    /** For our spring campaign; as part of the launch. */
    private int occasion(int index) {
        boolean part = words.is(index, "as") && words.is(index + 1, "part") && words.is(index + 2, "of");
        if (!part && !words.is(index, "for") && !words.is(index, "ahead") && !words.is(index, "to")) {
            return index;
        }
        boolean invited = words.is(index, "to");
        if (invited && !(contacted && words.is(index + 1, "our"))) {
            return index;
        }
        if (ENROLLING.contains(words.stem(index - 1))) {
            return index;
        }
        int start = part ? index + 3 : index + 1;
        start = words.is(index, "ahead") && words.is(start, "of") ? start + 1 : start;
        int found = index;
        for (int i = start; i < Math.min(start + LONGEST_OCCASION, words.size()); i++) {
            if (endsPhrase(i)) {
                break;
            }
            if (isOccasion(i) && !isNamed(start, i)) {
                found = i + 1;
            }
        }
        if (found == index) {
            return index;
        }
        Window when = times.at(found);
        return when == null || words.has(Role.LATELY, found) ? found : when.end();
    }

    /** Whether the token is a part of what the catalogue names: the drive of a test drive. */
    private boolean isNamed(int from, int token) {
        for (int i = Math.max(from, token - 3); i <= token; i++) {
            int end = words.nameEnd(i);
            if (end > token && (end > i + 1 || i == token)) {
                return true;
            }
        }
        return false;
    }

    /** Who asks, or what for, at the very start: "Aftersales here.", "Spring campaign: ...". */
    private int opening(int index) {
        for (int i = index; i < Math.min(index + LONGEST_OPENING, words.size() - 1); i++) {
            boolean here = i > index && words.is(i, "here");
            boolean occasion = isOccasion(i) && !isNamed(index, i) && words.has(Role.STOP, i + 1);
            boolean comma = isOccasion(i) && !isNamed(index, i) && words.is(i + 1, ",") && words.isPeople(i + 2);
            if (here || occasion || comma) {
                boolean paused = words.has(Role.STOP, i + 1) || words.has(Role.COMMA, i + 1);
                return paused ? i + 2 : index;
            }
            int token = i;
            boolean says = words.matches(i).stream()
                    .flatMap(match -> match.lexemes().stream())
                    .anyMatch(lexeme -> lexeme instanceof Lexeme.Value
                            || lexeme instanceof Lexeme.Ranking
                            || (lexeme instanceof Lexeme.Function function
                                    && function.role() != Role.ARTICLE
                                    && (function.role() != Role.FILLER || words.is(token, "to"))));
            if (says || words.token(i).isNumber() || words.token(i).text().endsWith("ed") || words.isPeople(i)) {
                return index;
            }
        }
        return index;
    }

    /** We are planning a trade-in weekend: ... and "Our showroom wants to call". */
    private int preamble(int index) {
        if (!SELVES.contains(text(index)) && !isTeam(index)) {
            return index;
        }
        for (int i = index; i < Math.min(index + 6, words.size()); i++) {
            boolean contact = words.is(i, "to") && WISHES.contains(words.stem(i - 1)) && isContact(i + 1);
            if (contact) {
                int end = contactEnd(i + 1);
                contacted = true;
                return words.isAny(end, "out", "to") ? end + 1 : end;
            }
        }
        boolean plans = false;
        for (int i = index + 1; i < Math.min(index + 24, words.size()); i++) {
            boolean fact = words.is(i, "have") && !words.has(Role.ARTICLE, i + 1);
            plans |= i < index + 6 && PLANS.contains(words.stem(i)) && !fact;
            if (words.has(Role.NOT, i) || words.has(Role.WITHOUT, i)) {
                return index;
            }
            boolean stop = words.isAny(i, ":", ".", ";", "-", "!");
            if (plans && (stop || (words.is(i, ",") && asks(i + 1)))) {
                return i + 1;
            }
            if (plans && (words.is(i, "so") || (words.is(i, "and") && asks(i + 1)))) {
                return words.is(i, "so") && words.is(i + 1, "please") ? i + 2 : i + 1;
            }
            if (words.has(Role.WHO, i)) {
                return index;
            }
        }
        return index;
    }

    /** Whether a department is named: sales, the aftersales team. */
    private boolean isTeam(int index) {
        int start = words.pastArticles(index);
        for (int i = start; i < start + 2; i++) {
            if (is(i, Lexeme.Kind.SILENT) || (i > start && isOccasion(i))) {
                return true;
            }
            if (words.nameEnd(i) > i || words.isPeople(i) || words.has(Role.FILLER, i) || words.has(Role.REQUEST, i)) {
                return false;
            }
        }
        return false;
    }

    /** Whether a wish starts here: please find, show, I need. */
    private boolean asks(int index) {
        return words.has(Role.FILLER, index) || words.has(Role.REQUEST, index) || SELVES.contains(text(index));
    }

    /** To the end of the sentence, unless someone is described in it: then it may carry a condition. */
    private int rest(int index) {
        int i = index;
        while (i < words.size() && !words.is(i, ".") && !words.is(i, ":") && !words.is(i, ";")) {
            if (words.has(Role.WHO, i) && !words.is(i, "that") && !words.is(i, "which")) {
                return index;
            }
            if (words.is(i, ",") && i + 1 < words.size() && asks(i + 1)) {
                return i + 1;
            }
            i++;
        }
        return i;
    }

    private boolean endsPhrase(int index) {
        return words.has(Role.COMMA, index)
                || words.has(Role.STOP, index)
                || words.has(Role.OR, index)
                || words.has(Role.WHO, index)
                || words.has(Role.SOMEBODY, index)
                || words.has(Role.WITH, index)
                || words.has(Role.NOT, index)
                || words.isAny(index, "find", "show")
                || isPeople(index);
    }

    private boolean isPeople(int index) {
        return is(index, Lexeme.Kind.PEOPLE);
    }

    private boolean isOccasion(int index) {
        return is(index, Lexeme.Kind.OCCASION);
    }

    private boolean isContact(int index) {
        return is(index, Lexeme.Kind.CONTACT);
    }

    private boolean is(int index, Lexeme.Kind kind) {
        for (Vocabulary.Match match : words.matches(index)) {
            if (match.lexemes().contains(new Lexeme.Plain(kind))) {
                return true;
            }
        }
        return false;
    }

    private int contactEnd(int index) {
        for (Vocabulary.Match match : words.matches(index)) {
            if (match.lexemes().contains(new Lexeme.Plain(Lexeme.Kind.CONTACT))) {
                return match.end();
            }
        }
        return index;
    }

    private String text(int index) {
        return index < words.size() ? words.token(index).text() : "";
    }
}
