package io.customersegment.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Keeps out of the log that Kafka's producer sends a batch again because the broker is still ending its last transaction
 * (CONCURRENT_TRANSACTIONS), and those behind it because of their order. Under exactly once there are some after every start, and
 * nothing is wrong. What it sends again for another reason is logged.
 */
public final class OverlappingTransactions extends Filter<ILoggingEvent> {

    private static final String PRODUCER = "org.apache.kafka.clients.producer.internals.Sender";
    private static final List<String> ERRORS = List.of("CONCURRENT_TRANSACTIONS", "OUT_OF_ORDER_SEQUENCE_NUMBER");

    /** Called by Logback. */
    public OverlappingTransactions() {}

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().equals(PRODUCER) && ERRORS.stream().anyMatch(event.getFormattedMessage()::contains)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
