package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.enrich.SegmentSource;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What every task of the asynchronous node works with.
 *
 * @param exactlyOnce whether answer, store and offset are committed as one
 * @param stages read a request again that was found in the store
 * @param source never throws
 * @param disclosure what of a segment may leave
 * @param senders who may have more asked for
 * @param patience null where the consumer pauses what there is no room for, so that the thread need not be held up
 * @param audit null if no record is kept of who asked for what
 * @param refusals what the topics do not take
 */
record EnrichSetup(
        Settings.Node settings,
        boolean exactlyOnce,
        Stages stages,
        SegmentSource source,
        Disclosure disclosure,
        AnswerWriter writer,
        Senders senders,
        @Nullable Audit audit,
        PendingStores stores,
        Clock clock,
        @Nullable Patience patience,
        TopicRefusals refusals,
        AnswerListener listener) {}
