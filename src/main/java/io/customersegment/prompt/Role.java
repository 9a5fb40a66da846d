package io.customersegment.prompt;

import java.util.List;

/**
 * The parts that words of plain English play in a prompt, with the words that play them. No business word stands here: those come
 * from the catalogue.
 */
enum Role {
    AND("and|&|+|as well as|along with|together with|plus|and also|also"),
    OR("or|/|or else|and or|or alternatively"),
    NOR("nor"),
    BUT("but|yet|however|though|although|while|whereas"),
    NOT("not|never|no|nothing|non|none|neither of|cannot|without ever|no longer|not any|outside|outside of"),
    NEITHER("neither"),
    WITHOUT("without|w / o|lack|free of|do without|with no|without any"),
    EXCEPT("except|except for|exclude|excluding|apart from|other than|minus|not include|not count|leave out|omit|"
            + "aside from|with exception of|save for|but exclude|but except"),
    WHO("who|that|which|whose|whom|where"),
    WITH("with|having|have|have got|s got|w|w /"),
    EITHER("either"),
    BOTH("both"),
    ANY("any|all|every|each|whatever|regardless of"),
    ARTICLE("a|an|the|our|my|your|their|his|her|its|this|these|some|of|s|teh"),
    SOMEBODY(
            "everyone|everybody|anyone|anybody|someone|somebody|people|person|those|ones|folk|individual|they|them|guy|all those|human|ppl|crowd|whoever"),
    FILLER(
            "i|you|we|us|me|he|she|it|be|do|will|would|can|could|should|shall|may|might|must|in|on|at|to|from|for|into|by|as|among|amongst|"
                    + "within|there|then|here|so far|ever|already|currently|still|now|just|only|just those|today s|right now|at moment|at present|"
                    + "have been|be being|which one|what|all of|such|such as|namely|about|regarding|how|how many|each of|any of|set of|"
                    + "group of|number of|count of|amount of|total number of|what be|who else|who all|kind of|sort of|type of|be able to|"
                    + "anything|something|whatsoever|at all|somewhere|anywhere|sit|lie|range|stand|amount to|add up to|numbering|counting|"
                    + "totalling|totaling|keep|keep on|continue to|tend to|happen to|appear to|seem to|actually|basically|simply|specifically|"
                    + "really|take place|happen|occur|we have|you have|there be|do we have|of ours|they need to be|as well|too|i be after|would be"),
    REQUEST(
            "find|show|list|give|get|pull|select|fetch|display|return|retrieve|identify|provide|bring|query|tell|build|create|generate|"
                    + "prepare|compile|extract|export|search|look|look for|looking for|please|thank|thanks|thank you|kindly|hello|hi|hey|dear|want|"
                    + "need|see|know|would like|like to|'d like|list of|a list of|is it possible to|let|could you|can you|help|make a list|"
                    + "make me a list|put together|pull together|interested in seeing|would love|love to|get me|come up with|id like|hand|"
                    + "draw up|filter|filter for|filter by|narrow|narrow down|restrict|restrict to|limit to|focus on|target|sort|rank|arrange|"
                    + "hi there|pls|plz|thx|thnx|cheers|many thanks|thanks in advance|thanks a lot|thank you very much|thank you so much|hiya|"
                    + "good morning|good afternoon|good evening|morning|quick one|quick question|quick request|quick favour|quick favor|"
                    + "hope you be well|hope all be well|hope this find you well|best regards|kind regards|regards|sorry|okay|find out|work out|"
                    + "figure out|dig out|pull out|pull up|send me|send us|send over|share with me|share with us|forward me|let me know|let us know|"
                    + "let me have|let us have|could somebody|could someone|could anyone|can somebody|can someone|can anyone|"
                    + "would somebody|would someone|if possible|when you can|when you get a chance|when you have a minute|if you can|"
                    + "if you could|asap|as soon as possible|wonder|wonder if|i wonder|i be wondering|i be wondering if|be so kind|"
                    + "be so kind as to|would appreciate|would be grateful|would be grateful for|may i have|interested to know|"
                    + "interested to see|gimme|ta|obtain|receive from you|very grateful|be grateful|trouble you for|might i trouble you for|"
                    + "if it s not too much trouble|if it s no trouble|if it be not too much trouble|if it be no trouble|too much trouble|i ask for|i kindly ask for|i please have|"
                    + "would be lovely to see|would be great to see|would be nice to see|would be lovely|would be great|would be nice|"
                    + "would be helpful|be helpful|be useful|in advance|if you do not mind|sorry to bother you|as discussed|as agreed|"
                    + "as mentioned|fyi|ever so much|um|uh|yeah|yes please|run me|check who|check which"),
    MEANING(
            "i.e|ie|i e|meaning|meaning that|that be|that is to say|in other words|which mean|by which i mean|by that i mean|by which we mean|"
                    + "defined as"),
    TOP("top|first"),
    LIMIT("limit|limit to|limited to|max|maximum|cap at|capped at"),
    AT_MOST("at most|up to|no more than|only|just|a maximum of|not more than"),
    HIGHEST("highest|most|largest|biggest|greatest|maximum"),
    LOWEST("lowest|least|fewest|smallest|minimum"),
    LATEST("latest|most recent|newest|most recently"),
    EARLIEST("earliest|oldest|longest ago"),
    SORT(
            "sort by|order by|rank by|in order of|by|sort on|order of|sort according to|rank in order of|sort in order of|by order of|sort|rank|"
                    + "order|prioritise by|prioritize by|arrange by"),
    ASCENDING(
            "ascending|asc|in ascending order|ascending order|lowest first|smallest first|low to high|from low to high|"
                    + "lowest to highest|from lowest to highest|least first|increasing|in increasing order|smallest to largest|fewest first|"
                    + "earliest first|soonest first"),
    DESCENDING(
            "descending|desc|in descending order|descending order|highest first|largest first|high to low|from high to low|"
                    + "highest to lowest|from highest to lowest|most first|decreasing|in decreasing order|biggest first|largest to smallest|"
                    + "most recent first|latest first|greatest first|newest first|in reverse order"),
    FIRST("first|at top|on top"),
    COMMA(","),
    STOP(".|;|?|!|:|-"),
    OPEN("("),
    CLOSE(")"),
    SO(
            "so|so that|in order to|because|as we|since we|since i|as i|in order that|with view to|with aim of|with goal of"),
    LATELY("recently|recent|lately|of late|in recent past"),
    SOON("soon|about to|shortly|in near future|before long|very soon|any time soon");

    private final String phrases;

    Role(String phrases) {
        this.phrases = phrases;
    }

    /** Whether it joins, negates or starts a clause. */
    boolean joins() {
        return switch (this) {
            case AND, OR, NOR, BUT, NOT, NEITHER, WITHOUT, EXCEPT, WHO, WITH, EITHER, COMMA, STOP, OPEN, CLOSE -> true;
            default -> false;
        };
    }

    /** The words and phrases that play this part, in their plain form. */
    List<String> phrases() {
        return List.of(phrases.split("\\|", -1));
    }
}
