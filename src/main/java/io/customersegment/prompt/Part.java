package io.customersegment.prompt;

import java.util.List;

/**
 * The content of a block of a prompt.
 *
 * @param items the items of its cover, without remarks
 * @param joint how it is joined to the part before it
 * @param head how the list that contains it joins its members
 * @param line whether a line break precedes it
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
