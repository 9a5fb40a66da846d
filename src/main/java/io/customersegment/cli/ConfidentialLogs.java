package io.customersegment.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/**
 * Keeps secrets, requests and customers that libraries log at verbose levels out of the log, whatever level is set. Can only deny what a
 * level allows.
 */
public final class ConfidentialLogs extends Filter<ILoggingEvent> {

    /** The lowest level that is logged, by the prefix of the logger's name. */
    private static final Map<String, Level> HEARD_FROM = Map.ofEntries(
            // What is signed: with roles and single sign-on all headers, including the session token.
            Map.entry("software.amazon.awssdk.auth.signer", Level.INFO),
            Map.entry("software.amazon.awssdk.http.auth", Level.INFO),
            // Requests before and after an interceptor; answers that cannot be parsed; responses of an instance's
            // metadata service.
            Map.entry("software.amazon.awssdk.core.interceptor", Level.INFO),
            Map.entry("software.amazon.awssdk.awscore.eventstream", Level.INFO),
            Map.entry("software.amazon.awssdk.protocols", Level.INFO),
            Map.entry("software.amazon.awssdk.regions.util", Level.INFO),
            // Errors of Personalize, which may quote the values of a filter.
            Map.entry("software.amazon.awssdk.retries", Level.INFO),
            // Values that do not match a schema.
            Map.entry("com.networknt", Level.INFO),
            // Messages that no handler consumed.
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
