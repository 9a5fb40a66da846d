package io.customersegment.wire;

import java.util.Set;

/** The names of the headers that this project reads and writes; all their values are text in UTF-8. */
public final class HeaderNames {

    /** On an answer: the request that it answers, as {@code topic-partition@offset}. */
    public static final String REQUEST = "segment-request";

    /** On a result: {@code hit}, {@code miss} or {@code joined}. */
    public static final String CACHE = "segment-cache";

    /** On a result: when Personalize answered, an ISO instant. */
    public static final String AS_OF = "segment-as-of";

    /** On a result: {@code true} if a limit cut the segment, otherwise absent. */
    public static final String TRUNCATED = "segment-truncated";

    /**
     * On the answer to a prompt that was read: the criteria in it, as in {@code purchase_count >= 2}. Absent if they take more than
     * {@value ReadingHeaders#MOST_CRITERIA_BYTES} bytes.
     */
    public static final String CRITERIA = "segment-criteria";

    /** On an answer: the version of the catalogue that prompts are read with, a hash of its file. */
    public static final String CATALOGUE = "segment-catalogue";

    /**
     * On the answer to a prompt with ignored pieces: a JSON array that quotes them, at most
     * {@value ReadingHeaders#MOST_IGNORED_BYTES} bytes.
     */
    public static final String IGNORED = "segment-ignored";

    /** On an answer: the number of ignored pieces missing from {@link #IGNORED} because it would be too large, if there are any. */
    public static final String IGNORED_LEFT_OUT = "segment-ignored-left-out";

    /** On a request: {@value #NO_CACHE} requests a fresh answer. */
    public static final String CACHE_CONTROL = "segment-cache-control";

    /** The only value of {@link #CACHE_CONTROL} that has a meaning. */
    public static final String NO_CACHE = "no-cache";

    /** On a request: {@value #IGNORE} causes parts of its prompt that cannot be read to be ignored instead of refused. */
    public static final String UNREAD = "segment-unread";

    /** The only value of {@link #UNREAD} that has a meaning. */
    public static final String IGNORE = "ignore";

    /**
     * On a request: the time from which the dates in its prompt count, an ISO instant like {@code 2024-12-01T09:30:00Z}. Without it
     * they count from the record's timestamp; {@code replay} sets it to that of the request that it repeats.
     */
    public static final String ASKED_AT = "segment-asked-at";

    /** On an answer: the number of the request's headers that were too large for it and are missing. */
    public static final String HEADERS_DROPPED = "segment-headers-dropped";

    /** On an answer: the size in bytes of the request's key, if it was too large for the answer and is missing. */
    public static final String KEY_DROPPED = "segment-key-dropped";

    /**
     * On an error record, and on the result of a request with {@link #REPLAY}: the {@link RequestDigest} of the request, 32 hexadecimal
     * digits.
     */
    public static final String DIGEST = "segment-request-digest";

    /**
     * On a request that was published again by {@code replay}, and therefore on its answer: the request that it repeats, as
     * {@code topic-partition@offset}. Any client that writes to the requests topic can set it, so the named request is the same
     * only if the {@link #DIGEST} is the same.
     */
    public static final String REPLAY = "segment-replay";

    /** On a result whose customers are named by pseudonyms: identifies the key that they were made with. */
    public static final String PSEUDONYM_KEY = "segment-pseudonym-key";

    /** The headers that an answer adds to its request's; one that the request already has is not copied. */
    public static final Set<String> OF_ANSWERS = Set.of(
            REQUEST,
            CACHE,
            AS_OF,
            TRUNCATED,
            PSEUDONYM_KEY,
            CRITERIA,
            CATALOGUE,
            IGNORED,
            IGNORED_LEFT_OUT,
            HEADERS_DROPPED,
            KEY_DROPPED,
            DIGEST);

    private HeaderNames() {}
}
