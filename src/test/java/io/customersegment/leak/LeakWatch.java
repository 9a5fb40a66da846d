package io.customersegment.leak;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.FilterReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Looks for {@link Marks} wherever they must not occur. While a watch is open, logging is configured as in production, with our loggers at
 * TRACE and libraries at DEBUG. All log events are searched, including keys, values and the messages of all exceptions; nothing is
 * printed. The standard streams and everything passed to this class are searched as well.
 *
 * <p><i>Threads:</i> any thread may log.
 */
public final class LeakWatch implements AutoCloseable {

    private static final int MOST_REPORTED = 100;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Map<String, String> leaks = new ConcurrentHashMap<>();
    private final Set<String> loggers = ConcurrentHashMap.newKeySet();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private LeakWatch() {}

    /** Starts a watch. */
    public static LeakWatch start() {
        LeakWatch watch = new LeakWatch();
        watch.capture();
        return watch;
    }

    private void capture() {
        context.reset();
        context.putProperty("log.level", "TRACE");
        context.putProperty("log.level.libraries", "DEBUG");
        try {
            JoranConfigurator production = new JoranConfigurator();
            production.setContext(context);
            production.doConfigure(LeakWatch.class.getResource("/logback.xml"));
        } catch (JoranException broken) {
            throw new IllegalStateException(broken);
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> standardError = root.getAppender("stderr");
        root.detachAndStopAllAppenders();
        AppenderBase<ILoggingEvent> search = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (standardError.getFilterChainDecision(event) != FilterReply.DENY) {
                    search(event);
                }
            }
        };
        search.setContext(context);
        search.start();
        root.addAppender(search);
        PrintStream searched = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(searched);
        System.setErr(searched);
    }

    private void search(ILoggingEvent event) {
        String where = "log of " + event.getLoggerName() + " at " + event.getLevel();
        loggers.add(event.getLoggerName());
        look(where, event.getFormattedMessage());
        look(where + ", its thread", event.getThreadName());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                look(where + ", a key", pair.key + "=" + pair.value);
            }
        }
        event.getMDCPropertyMap().forEach((key, value) -> look(where + ", its context", key + "=" + value));
        lookAt(where + ", its exception", event.getThrowableProxy());
    }

    private void lookAt(String where, @Nullable IThrowableProxy fault) {
        if (fault == null || fault.isCyclic()) {
            return;
        }
        look(where, fault.getClassName() + ": " + fault.getMessage());
        for (StackTraceElementProxy frame : fault.getStackTraceElementProxyArray()) {
            look(where, frame.toString());
        }
        lookAt(where + "'s cause", fault.getCause());
        for (IThrowableProxy suppressed : fault.getSuppressed()) {
            lookAt(where + "'s suppressed", suppressed);
        }
    }

    /** Searches a text. */
    public void look(String where, @Nullable String text) {
        String mark = Marks.find(text);
        if (mark != null && leaks.size() < MOST_REPORTED) {
            leaks.putIfAbsent(where, mark);
        }
    }

    /** Searches an exception, its causes and its suppressed exceptions. */
    public void look(String where, Throwable fault) {
        look(where, fault.toString());
        if (fault.getCause() != null) {
            look(where + "'s cause", fault.getCause());
        }
        for (Throwable suppressed : fault.getSuppressed()) {
            look(where + "'s suppressed", suppressed);
        }
    }

    /** Searches the names of threads and of MBeans. */
    public void lookAtTheJvm() {
        Thread.getAllStackTraces().keySet().forEach(thread -> look("thread name", thread.getName()));
        ManagementFactory.getPlatformMBeanServer()
                .queryNames(null, null)
                .forEach(name -> look("JMX name", name.getCanonicalName()));
    }

    /** Searches the names of the files below a directory. */
    public void lookAtFileNames(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.forEach(file -> look("file name", directory.relativize(file).toString()));
        } catch (IOException | UncheckedIOException vanished) {
            // other processes create and delete temporary files in the directory as well
        }
    }

    /** Returns the places where a mark was found, each with the surrounding text. */
    public Map<String, String> leaks() {
        System.out.flush();
        System.err.flush();
        look("standard streams", printed.toString(StandardCharsets.UTF_8));
        return new TreeMap<>(leaks);
    }

    /** Returns the names of the loggers that have logged an event. */
    public Set<String> loggers() {
        return Set.copyOf(loggers);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        context.reset();
        context.putProperty("log.level", null);
        context.putProperty("log.level.libraries", null);
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
