package io.customersegment.authoring;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.NearPhrases;
import io.customersegment.prompt.ReservedPhrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the pieces of refused prompts that could not be read, and proposes a line of the catalogue for each that may be a phrase.
 * Pieces that differ in case, inflection or articles count as one.
 *
 * <p><i>Threads:</i> confined to one thread.
 */
public final class Gaps {

    private static final int MOST_EXAMPLES = 2;
    private static final int LONGEST_PIECE = 60;

    private final NearPhrases near;
    private final ReservedPhrases reserved = ReservedPhrases.builtIn();
    private final Map<String, Entry> known = new HashMap<>();
    private final Map<String, Counted> counted = new LinkedHashMap<>();
    private long prompts;

    /** Creates an empty count for this catalogue. */
    public Gaps(Catalogue catalogue) {
        this.near = new NearPhrases(catalogue);
        for (Entry entry : catalogue.lexicon().entries()) {
            entry.phrases().values().forEach(phrases -> know(phrases, entry));
            entry.values().forEach((value, phrases) -> know(phrases.isEmpty() ? List.of(value) : phrases, entry));
        }
    }

    /**
     * A piece that could not be read.
     *
     * @param prompts the number of prompts that contain it
     * @param near the nearest phrases of the catalogue, the nearest first
     * @param proposal a line to add to the catalogue, with open decisions in angle brackets; null if there is nothing to add
     * @param nothingToAdd why there is nothing to add; null if there is a proposal
     * @param examples up to two prompts that contain it
     */
    public record Gap(
            String piece,
            long prompts,
            List<NearPhrases.Near> near,
            @Nullable String proposal,
            @Nullable String nothingToAdd,
            List<String> examples) {

        // Written out because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
        public Gap(
                String piece,
                long prompts,
                List<NearPhrases.Near> near,
                @Nullable String proposal,
                @Nullable String nothingToAdd,
                List<String> examples) {
            this.piece = piece;
            this.prompts = prompts;
            this.near = List.copyOf(near);
            this.proposal = proposal;
            this.nothingToAdd = nothingToAdd;
            this.examples = List.copyOf(examples);
        }

        /** Omits the words, so that it can be logged. */
        @Override
        public String toString() {
            return "Gap[in " + prompts + " prompts]";
        }
    }

    private static final class Counted {
        private final String piece;
        private final List<String> examples = new ArrayList<>(MOST_EXAMPLES);
        private long prompts;

        Counted(String piece) {
            this.piece = piece;
        }
    }

    /** Counts the pieces of a prompt. */
    public void add(RefusedPrompt refused) {
        prompts++;
        Set<String> pieces = new HashSet<>();
        for (String piece : refused.unread()) {
            String plain = near.plain(piece);
            if (plain.isEmpty() || !pieces.add(plain)) {
                continue;
            }
            Counted one = counted.computeIfAbsent(plain, first -> new Counted(shortened(piece.strip())));
            one.prompts++;
            String prompt = refused.prompt();
            if (prompt != null && one.examples.size() < MOST_EXAMPLES && !one.examples.contains(prompt)) {
                one.examples.add(prompt);
            }
        }
    }

    /** Returns the number of prompts counted. */
    public long prompts() {
        return prompts;
    }

    /** Returns the number of distinct pieces. */
    public int pieces() {
        return counted.size();
    }

    /** Returns the most frequent pieces, at most {@code most}. */
    public List<Gap> mostFrequent(int most) {
        return counted.values().stream()
                .sorted(Comparator.<Counted>comparingLong(one -> -one.prompts).thenComparing(one -> one.piece))
                .limit(most)
                .map(this::gap)
                .toList();
    }

    private Gap gap(Counted one) {
        List<NearPhrases.Near> phrases = near.related(one.piece);
        String nothing = nothingToAdd(one.piece);
        return new Gap(
                one.piece,
                one.prompts,
                phrases,
                nothing == null ? proposal(one.piece, phrases) : null,
                nothing,
                one.examples);
    }

    private void know(List<String> phrases, Entry entry) {
        phrases.forEach(phrase -> known.putIfAbsent(near.plain(phrase), entry));
    }

    private @Nullable String nothingToAdd(String piece) {
        Entry entry = known.get(near.plain(piece));
        return entry == null
                ? reserved.reasonNotToAdd(piece)
                : "it is a phrase of entry " + entry.name()
                        + " already, which may lack means, at_least, recent or context";
    }

    private static String proposal(String piece, List<NearPhrases.Near> phrases) {
        String phrase = quoted(piece.toLowerCase(Locale.ROOT));
        if (phrases.isEmpty()) {
            return "# - {name: " + phrase + ", <who, what, which or does>: [" + phrase
                    + "], means: [{column: <column>, <test>}]}";
        }
        NearPhrases.Near nearest = phrases.get(0);
        String list = nearest.list().startsWith("values, ")
                ? "values: {" + quoted(nearest.list().substring("values, ".length())) + ": [" + phrase + "]}"
                : nearest.list() + ": [" + phrase + "]";
        return list + "  # entry " + nearest.entry().name() + "; context: [" + phrase + "] if it says nothing more";
    }

    private static String shortened(String piece) {
        return piece.length() <= LONGEST_PIECE ? piece : piece.substring(0, LONGEST_PIECE) + "…";
    }

    /** Returns the text as an item of a YAML list, quoted if necessary. */
    private static String quoted(String text) {
        boolean plain = text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} '-]*")
                && !text.matches("[\\d.-]+|true|false|null|yes|no|on|off");
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
