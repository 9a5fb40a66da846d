package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads blocks as parts of the prompt, and keeps the parts that have been read so far, in order. */
final class Parts {

    private final Stretches stretches;
    private final List<Part> parts = new ArrayList<>();

    Parts(Stretches stretches) {
        this.stretches = stretches;
    }

    /** Returns the parts. */
    List<Part> all() {
        return parts;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether a part states something about customers. */
    boolean saySomething() {
        return parts.stream().anyMatch(part -> part.items().stream().anyMatch(Item::isMeant));
    }

    /** Returns the last part, null if there is none. */
    @Nullable
    Part last() {
        return parts.isEmpty() ? null : parts.get(parts.size() - 1);
    }

    /** Reads the tokens as the next part, without adding it. */
    List<Item> read(int from, int to) {
        return stretches.read(from, to, parts.isEmpty());
    }

    /** Adds a part without recording that it defines a name. */
    void add(Part part) {
        parts.add(part);
    }

    /** Adds the items of a block as a part; an "or" at their beginning joins it to the part before it. */
    void add(List<Item> items, Block block) {
        add(items, block, Part.ListHead.NONE);
    }

    /** Adds the items of a block that belongs to a list with this head. */
    void add(List<Item> items, Block block, Part.ListHead head) {
        if (items.isEmpty()) {
            stretches.names().closeDefinitions();
            return;
        }
        int first = 0;
        while (first < items.size() && items.get(first).is(Kind.SILENT)) {
            first++;
        }
        boolean or = first < items.size() && items.get(first).is(Kind.OR) && !parts.isEmpty();
        Part part = new Part(
                or ? items.subList(first + 1, items.size()) : items,
                or ? Part.Joint.OR : Part.Joint.AND,
                head,
                block.line());
        parts.add(part);
        stretches.names().recordDefiningPart(part);
    }

    /** Removes a part that the text after it defines or replaces. */
    void remove(Part part) {
        parts.remove(part);
    }

    /** Removes the parts that only define a name used in another part. */
    void removeDefinitions() {
        parts.removeAll(stretches.names().definitions(parts));
    }
}
