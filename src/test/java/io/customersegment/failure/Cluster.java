package io.customersegment.failure;

import io.customersegment.process.BrokerMain;
import io.customersegment.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brokers in JVMs of their own, each also a controller; restarted ones keep their address and their data. */
final class Cluster implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final String HOST = "127.0.0.1";

    /** Short timeouts, so that the brokers detect failures quickly. */
    private static final Map<String, String> ATTENTIVE = Map.ofEntries(
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.streams.min.session.timeout.ms", "1000"),
            Map.entry("group.streams.session.timeout.ms", "3000"),
            Map.entry("group.streams.min.heartbeat.interval.ms", "100"),
            Map.entry("group.streams.heartbeat.interval.ms", "500"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"));

    private final Path directory;
    private final List<Integer> ports;
    private final List<Integer> controllerPorts;
    private final List<Child> brokers = new ArrayList<>();

    private Cluster(int size) {
        try {
            directory = Files.createTempDirectory("cluster");
            List<Integer> free = freePorts(2 * size);
            ports = free.subList(0, size);
            controllerPorts = free.subList(size, 2 * size);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        IntStream.range(0, size).mapToObj(this::launch).forEach(brokers::add);
        brokers.forEach(Cluster::awaitServing);
    }

    /** Starts a single broker. */
    static Cluster single() {
        return new Cluster(1);
    }

    /** Starts three brokers with all partitions on each and {@code min.insync.replicas} of two. */
    static Cluster ofThree() {
        return new Cluster(3);
    }

    /** Returns the bootstrap servers. */
    String bootstrapServers() {
        return ports.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
    }

    /** Returns the number of brokers. */
    int size() {
        return ports.size();
    }

    /** Stops a broker gracefully. */
    void stop(int number) {
        Child broker = brokers.get(number);
        broker.terminate();
        broker.awaitExit(START);
        broker.close();
    }

    /** Restarts a stopped broker. */
    void start(int number) {
        brokers.set(number, launch(number));
        awaitServing(brokers.get(number));
    }

    private Child launch(int number) {
        Map<String, String> properties = new HashMap<>(ATTENTIVE);
        properties.put("port", String.valueOf(ports.get(number)));
        properties.put(
                "directory", directory.resolve(String.valueOf(number + 1)).toString());
        properties.put("node.id", String.valueOf(number + 1));
        properties.put(
                "controller.quorum.voters",
                IntStream.range(0, size())
                        .mapToObj(node -> (node + 1) + "@" + HOST + ":" + controllerPorts.get(node))
                        .collect(Collectors.joining(",")));
        properties.put(
                "listeners",
                "BROKER://" + HOST + ":" + ports.get(number) + ",CONTROLLER://" + HOST + ":"
                        + controllerPorts.get(number));
        String replicas = String.valueOf(size());
        String inSync = String.valueOf(size() / 2 + 1);
        properties.put("default.replication.factor", replicas);
        properties.put("min.insync.replicas", inSync);
        properties.put("offsets.topic.replication.factor", replicas);
        properties.put("transaction.state.log.replication.factor", replicas);
        properties.put("transaction.state.log.min.isr", inSync);
        List<String> arguments = properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return Child.java("broker-" + (number + 1), SMALL, BrokerMain.class, arguments);
    }

    private static void awaitServing(Child broker) {
        broker.awaitLine(BrokerMain.LISTENING, START);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        brokers.forEach(Child::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
