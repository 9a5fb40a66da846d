package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.enrich.SegmentSource;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The collaborators and settings that all tasks of the asynchronous node share.
 *
 * @param exactlyOnce whether answer, store and offset are committed in one transaction
 * @param reader reads requests again that were restored from the store
 * @param source never throws
 * @param disclosure determines which part of a segment may be disclosed
 * @param senders determines which senders may start more loads
 * @param backpressureWait null where the consumer pauses full partitions, so that the thread need not be blocked
 * @param audit null if no audit records are kept
 * @param refusals the records that the topics do not accept
 */
record EnrichSetup(
        Settings.Node settings,
        boolean exactlyOnce,
        MemoizingReader reader,
        SegmentSource source,
        Disclosure disclosure,
        AnswerWriter writer,
        Senders senders,
        @Nullable Audit audit,
        PendingStores stores,
        Clock clock,
        @Nullable BackpressureWait backpressureWait,
        TopicRefusals refusals,
        AnswerListener listener) {}
