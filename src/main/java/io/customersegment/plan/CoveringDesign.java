package io.customersegment.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Chooses blocks of elements so that a few blocks contain as many pairs, then triples, then quadruples of elements as possible.
 * Greedy and deterministic: a pure function of the three numbers.
 */
final class CoveringDesign {

    private static final int WORTH_OF_A_PAIR = 100_000;
    private static final int WORTH_OF_A_TRIPLE = 200;
    private static final int WORTH_OF_A_QUADRUPLE = 1;
    private static final int SEEDS = 6;

    private final int elements;
    private final int blockSize;
    private final BitSet together;

    private CoveringDesign(int elements, int blockSize) {
        this.elements = elements;
        this.blockSize = blockSize;
        this.together = new BitSet(1 << elements);
    }

    /**
     * Returns the blocks, each a bit mask of the elements 0 to {@code elements} exclusive, the most useful first.
     *
     * @param elements the number of elements, at most 20
     * @param blockSize the number of elements that fit in a block
     * @param maxBlocks the maximum number of blocks; fewer are returned if a further one would contain no new combination
     */
    static List<Integer> blocks(int elements, int blockSize, int maxBlocks) {
        if (elements <= blockSize) {
            return List.of((1 << elements) - 1);
        }
        CoveringDesign design = new CoveringDesign(elements, blockSize);
        List<Integer> blocks = new ArrayList<>();
        while (blocks.size() < maxBlocks) {
            int block = design.best();
            if (block == 0) {
                break;
            }
            blocks.add(block);
            design.markAll(block);
        }
        return blocks;
    }

    private int best() {
        int best = 0;
        long bestWorth = 0;
        for (int seed : seeds()) {
            int block = seed;
            long worth = 0;
            while (Integer.bitCount(block) < blockSize) {
                int next = -1;
                long nextWorth = -1;
                for (int element = 0; element < elements; element++) {
                    if ((block & 1 << element) == 0) {
                        long gained = worthOfAdding(block, element);
                        if (gained > nextWorth) {
                            nextWorth = gained;
                            next = element;
                        }
                    }
                }
                block |= 1 << next;
                worth += nextWorth;
            }
            if (worth > bestWorth) {
                bestWorth = worth;
                best = block;
            }
        }
        return best;
    }

    /** Returns combinations that no block contains yet, evenly spaced among all of the smallest size that has any. */
    private List<Integer> seeds() {
        for (int size = 2; size <= Math.min(4, blockSize); size++) {
            List<Integer> open = new ArrayList<>();
            for (int set = (1 << size) - 1; set < 1 << elements; set = nextOfSameSize(set)) {
                if (!together.get(set)) {
                    open.add(set);
                }
            }
            if (!open.isEmpty()) {
                List<Integer> seeds = new ArrayList<>();
                int step = Math.max(1, open.size() / SEEDS);
                for (int i = 0; i < open.size(); i += step) {
                    seeds.add(open.get(i));
                }
                return seeds;
            }
        }
        return List.of();
    }

    private long worthOfAdding(int block, int element) {
        int added = 1 << element;
        long worth = 0;
        for (int a = block; a != 0; a &= a - 1) {
            int pair = added | Integer.lowestOneBit(a);
            worth += together.get(pair) ? 0 : WORTH_OF_A_PAIR;
            for (int b = a & a - 1; b != 0; b &= b - 1) {
                int triple = pair | Integer.lowestOneBit(b);
                worth += together.get(triple) ? 0 : WORTH_OF_A_TRIPLE;
                for (int c = b & b - 1; c != 0; c &= c - 1) {
                    worth += together.get(triple | Integer.lowestOneBit(c)) ? 0 : WORTH_OF_A_QUADRUPLE;
                }
            }
        }
        return worth;
    }

    private void markAll(int block) {
        for (int subset = block; subset != 0; subset = subset - 1 & block) {
            if (Integer.bitCount(subset) <= 4) {
                together.set(subset);
            }
        }
    }

    /** Returns the next greater number with the same number of bits set. */
    private static int nextOfSameSize(int set) {
        int lowest = set & -set;
        int ripple = set + lowest;
        return ripple | ((set ^ ripple) >>> 2) / lowest;
    }
}
