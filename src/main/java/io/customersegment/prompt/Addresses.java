package io.customersegment.prompt;

import io.customersegment.prompt.Layout.Block;
import java.util.List;

/** Recognizes the greetings and signatures of a prompt. */
final class Addresses {

    private final Chart chart;
    private final Cover cover;
    private final Labels labels;
    private final ListHeads heads;
    private final Senders senders;
    private boolean signed;

    Addresses(Chart chart, Cover cover, Labels labels, ListHeads heads, Senders senders) {
        this.chart = chart;
        this.cover = cover;
        this.labels = labels;
        this.heads = heads;
        this.senders = senders;
    }

    /** Returns the block without a leading greeting and its comma. */
    Block ungreeted(Block block) {
        int from = block.from();
        for (Node node : chart.at(block.from())) {
            boolean greets = node.symbol() == Symbol.GREETING
                    && node.to() + 1 < block.to()
                    && chart.has(Symbol.COMMA, node.to());
            from = greets ? Math.max(from, node.to() + 1) : from;
        }
        return from == block.from()
                ? block
                : new Block(from, block.to(), block.line(), block.item(), block.dash(), block.endsLine());
    }

    /** Whether the block is a greeting or a signature. */
    boolean isAddress(List<Block> blocks, int index) {
        Block block = blocks.get(index);
        boolean last = index > 0 && index == blocks.size() - 1;
        if (signed && (labels.isName(block.from(), block.to()) || senders.isName(block))) {
            return true;
        }
        int colon = block.colon(cover);
        if (colon > 0 && heads.of(block.from(), colon) != Part.ListHead.NONE) {
            return false;
        }
        if (labels.isGreeting(block.from(), block.to())) {
            return true;
        }
        if (last && senders.isSignature(block)) {
            return true;
        }
        boolean name = last
                && block.to() - block.from() == 1
                && chart.has(Symbol.GIVEN_NAME, block.from())
                && chart.tokens().get(block.from()).capital();
        if (name) {
            return true;
        }
        boolean late = index >= blocks.size() - 4 && index > 0;
        if (late && labels.isSignature(block.from(), block.to())) {
            signed = true;
            return true;
        }
        return false;
    }
}
