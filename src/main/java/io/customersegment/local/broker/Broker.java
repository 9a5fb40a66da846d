package io.customersegment.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A running broker: a cluster of a single node, unless the overrides make it one of several. Topics are not created automatically, but
 * by {@link #create}.
 *
 * <p><i>Threads:</i> started and closed by one.
 */
public final class Broker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String CLUSTER_ID = "Y3VzdG9tZXItc2VnbWVudA";
    private static final int NODE_ID = 1;
    private static final int MOST_TRIES = 3;
    private static final String LISTENER = "BROKER";
    private static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "2"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20)),
            Map.entry("log.segment.delete.delay.ms", "1000"));

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final @Nullable Path temporary;

    private Broker(KafkaRaftServer server, String bootstrapServers, @Nullable Path temporary) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.temporary = temporary;
    }

    /**
     * Starts a broker and waits until it is ready.
     *
     * @throws IllegalStateException if it does not start; the cause is the reason, e.g. that the port is in use
     */
    public static Broker start(BrokerSettings settings) {
        @Nullable Path temporary = null;
        try {
            Path directory = settings.directory();
            if (directory == null) {
                directory = Files.createTempDirectory("customer-segment-broker");
                temporary = directory;
            }
            for (int tries = 1; ; tries++) {
                int port = settings.port() == 0 ? freePort() : settings.port();
                Map<String, String> properties = properties(settings, port, directory);
                format(directory, Integer.parseInt(properties.get("node.id")));
                try {
                    return new Broker(started(properties), HOST + ":" + port, temporary);
                } catch (RuntimeException fault) {
                    if (settings.port() != 0 || tries == MOST_TRIES || !isTaken(fault)) {
                        throw fault;
                    }
                }
            }
        } catch (Exception | LinkageError fault) { // an error if the JVM shuts down during the start
            deleteQuietly(temporary);
            throw new IllegalStateException("The broker did not start", fault);
        }
    }

    /** Whether another process has taken the port since it was found to be free. */
    private static boolean isTaken(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static KafkaRaftServer started(Map<String, String> properties) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        boolean started = false;
        try {
            server.startup();
            started = true;
        } finally {
            if (!started) {
                server.shutdown();
            }
        }
        return server;
    }

    /** The host and port for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Creates topics, which must not exist yet.
     *
     * @throws IllegalStateException if one cannot be created, e.g. because it exists
     */
    public void create(int partitions, String... topics) {
        List<NewTopic> wanted = Stream.of(topics)
                .map(name -> new NewTopic(name, partitions, (short) 1))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(wanted).all().get();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("The topics were not created", fault.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the topics were created", interrupted);
        }
    }

    /** Stops the broker. A temporary directory is deleted, a given one is kept. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        deleteQuietly(temporary);
    }

    private static void format(Path directory, int nodeId) throws Exception {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(nodeId)
                .setClusterId(CLUSTER_ID)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setIgnoreFormatted(true);
        formatter.run();
    }

    private static Map<String, String> properties(BrokerSettings settings, int port, Path directory)
            throws IOException {
        int controllerPort = freePort();
        Map<String, String> properties = new HashMap<>(SINGLE_NODE);
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        properties.put(
                "listeners",
                LISTENER + "://" + HOST + ":" + port + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort);
        properties.put("advertised.listeners", LISTENER + "://" + HOST + ":" + port);
        properties.put("listener.security.protocol.map", LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.put("inter.broker.listener.name", LISTENER);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("log.dirs", directory.toString());
        properties.putAll(settings.overrides());
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Deletes a directory; files that cannot be deleted are left to the operating system. */
    private static void deleteQuietly(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            directory.toFile().deleteOnExit();
        }
    }
}
