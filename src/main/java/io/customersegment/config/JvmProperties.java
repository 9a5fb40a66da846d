package io.customersegment.config;

/**
 * The system properties of the JVM that are not settings: those that {@code bin/customer-segment} passes, and Java's own.
 *
 * <p><i>Threads:</i> safe for use by multiple threads.
 */
public final class JvmProperties {

    /** The property that names Java's folder of temporary files. */
    public static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private JvmProperties() {}

    /** Whether log lines are JSON objects; the launcher passes {@code LOG_FORMAT} of the environment. */
    public static boolean logsJson() {
        return "json".equals(System.getProperty("log.format"));
    }

    /** Returns Java's folder of temporary files, into which libraries unpack native code. */
    public static String temporaryFolder() {
        return System.getProperty(TEMPORARY_FOLDER, "");
    }
}
