package io.customersegment.prompt;

import java.util.List;

/**
 * What a block of a prompt says.
 *
 * @param items what its cover became, without remarks
 * @param joint how it is joined to the part before it
 * @param head what a list that it is in means
 * @param line whether a line break stands before it
 */
record Part(List<Item> items, Joint joint, ListHead head, boolean line) {

    /** How a block is joined to the one before it. */
    enum Joint {
        AND,
        OR
    }

    /** How the members of a list are joined. */
    enum ListHead {
        NONE,
        ANY,
        NOT_ANY
    }
}
