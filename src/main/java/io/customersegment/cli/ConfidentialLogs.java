package io.customersegment.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/**
 * Keeps out of the log, at whatever level that is, what libraries say of secrets, requests and customers when they are asked for all they
 * do. It can only close what a level opens.
 */
public final class ConfidentialLogs extends Filter<ILoggingEvent> {

    /** From which level on loggers whose names begin so are heard. */
    private static final Map<String, Level> HEARD_FROM = Map.ofEntries(
            // What is signed: with roles and single sign-on all headers, the session token among them.
            Map.entry("software.amazon.awssdk.auth.signer", Level.INFO),
            Map.entry("software.amazon.awssdk.http.auth", Level.INFO),
            // Requests before and after an interceptor; answers that cannot be read; what the metadata service of an
            // instance says.
            Map.entry("software.amazon.awssdk.core.interceptor", Level.INFO),
            Map.entry("software.amazon.awssdk.awscore.eventstream", Level.INFO),
            Map.entry("software.amazon.awssdk.protocols", Level.INFO),
            Map.entry("software.amazon.awssdk.regions.util", Level.INFO),
            // Errors of Personalize, which may quote the values of a filter.
            Map.entry("software.amazon.awssdk.retries", Level.INFO),
            // Values that do not fit a schema.
            Map.entry("com.networknt", Level.INFO),
            // Messages that nobody took.
            Map.entry("io.netty", Level.INFO),
            // Headers with the console's token, and bodies.
            Map.entry("org.eclipse.jetty", Level.INFO),
            // At TRACE: records with their headers.
            Map.entry("org.apache.kafka", Level.DEBUG));

    /** Called by Logback. */
    public ConfidentialLogs() {}

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return FilterReply.NEUTRAL;
        }
        boolean confidential = HEARD_FROM.entrySet().stream()
                .anyMatch(heard -> event.getLoggerName().startsWith(heard.getKey())
                        && !event.getLevel().isGreaterOrEqual(heard.getValue()));
        return confidential ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
