package io.customersegment.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Keeps messages of Kafka's producer out of the log that report the repeated sending of a batch because the broker is still ending the
 * producer's last transaction (CONCURRENT_TRANSACTIONS), and of the batches behind it because of their order. With exactly-once processing
 * some occur after every start and are harmless. Batches that are sent again for another reason are logged.
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
