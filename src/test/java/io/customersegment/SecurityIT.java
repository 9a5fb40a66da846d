package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.app.doctor.Check;
import io.customersegment.app.doctor.Doctor;
import io.customersegment.app.doctor.Finding;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.wire.HeaderNames;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** SCRAM over TLS with exactly the permissions of {@code config/README.md}, on a real broker that requires both. */
final class SecurityIT {

    private static final String PASSWORD = Certificates.PASSWORD;
    private static final String PROCESSOR = "customer-segment";
    private static final String SENDER = "workflow";
    private static final Path CONFIG = Path.of("config", "sasl-scram.properties");

    @TempDir
    private static Path folder = Path.of("unset");

    private static Certificates certificates;
    private static Broker broker;
    private static LocalParts parts;
    private static Admin admin;
    private static int securePort;
    private static int mutualPort;

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.in(folder);
        int port = freePort();
        int controller = freePort();
        securePort = freePort();
        mutualPort = freePort();
        Map<String, String> properties = new HashMap<>(Map.of(
                "listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller + ",SECURE://127.0.0.1:"
                        + securePort + ",MUTUAL://127.0.0.1:" + mutualPort,
                "advertised.listeners",
                "BROKER://127.0.0.1:" + port + ",SECURE://localhost:" + securePort + ",MUTUAL://localhost:"
                        + mutualPort,
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL,MUTUAL:SSL",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS;User:CN=localhost"));
        properties.put("ssl.keystore.location", certificates.store().toString());
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.password", PASSWORD);
        properties.put(
                "listener.name.mutual.ssl.truststore.location",
                certificates.authority().toString());
        properties.put("listener.name.mutual.ssl.truststore.type", "PEM");
        properties.put("listener.name.mutual.ssl.client.auth", "required");
        properties.put(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        broker = Broker.start(new BrokerSettings(port, null, properties));
        parts = new LocalParts(broker.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.alterUserScramCredentials(List.of(credential(PROCESSOR), credential(SENDER)))
                .all()
                .get();
    }

    @AfterAll
    static void stop() {
        admin.close();
        parts.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldAnswerWithThePermissionsOfTheReadmeAndShowNoPassword(String protocol) throws Exception {
        String name = "allowed-" + protocol;
        Settings settings = settings(name, PROCESSOR, Map.of("kafka.group.protocol", protocol));
        createTopics(settings);
        allowProcessor(settings);
        allowSender(settings);
        ListAppender<ILoggingEvent> log = logEverything();
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = client(settings(name, SENDER, Map.of()))) {
            service.awaitRunning();

            Answer answer = client.send(
                            null, "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8), null, Map.of())
                    .get(30, TimeUnit.SECONDS);

            assertThat(answer.segment()).isTrue();
        } finally {
            logAsBefore(log);
        }
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(message -> message.contains("sasl.jaas.config = [hidden]"))
                .noneMatch(message -> message.contains(PASSWORD));
    }

    @Test
    void shouldAnswerAloneAndSayOnceWhatToAllowWhereSegmentsMayNotBeShared() throws Exception {
        Settings settings = settings("apart", PROCESSOR, Map.of());
        createTopics(settings);
        allowAllButSharedSegments(settings);
        allowSender(settings);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger fleet = (Logger) LoggerFactory.getLogger("io.customersegment.fleet");
        log.start();
        fleet.addAppender(log);
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = client(settings("apart", SENDER, Map.of()))) {
            service.awaitRunning();

            Answer answer = client.send(
                            null, "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8), null, Map.of())
                    .get(30, TimeUnit.SECONDS);

            assertThat(answer.segment()).isTrue();
        } finally {
            fleet.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("allow Create, Read and Write on the topic");
    }

    @Test
    void shouldLogNoPasswordAndNothingOfARequestWhateverTheLevels() throws Exception {
        Settings settings = settings("levels", PROCESSOR, Map.of("http.port", "-1"));
        createTopics(settings);
        allowProcessor(settings);
        allowSender(settings);
        List<String> shown;
        String log;

        try (EverythingLogged logged = new EverythingLogged()) {
            try (SegmentService service = SegmentService.start(settings);
                    SegmentClient client = client(settings("levels", SENDER, Map.of()))) {
                service.awaitRunning();
                for (String prompt : List.of("gold members, marked-one please", "marked-two who like jazz")) {
                    client.send(
                                    "marked-key".getBytes(StandardCharsets.UTF_8),
                                    ("{\"prompt\": \"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8),
                                    null,
                                    Map.of("trace", "marked-header", HeaderNames.UNREAD, HeaderNames.IGNORE))
                            .get(60, TimeUnit.SECONDS);
                }
            }
            log = logged.text();
            shown = logged.shown(PASSWORD, "marked-one", "marked-two", "marked-key", "marked-header");
        }

        assertThat(shown).isEmpty();
        assertThat(log).contains(" DEBUG SaslClientAuthenticator ", " DEBUG NetworkClient ", " DEBUG StreamTask ");
    }

    @Test
    void shouldTellWhichOfThePermissionsAreMissing() throws Exception {
        Settings allowed = settings("doctor", PROCESSOR, Map.of());
        Settings unallowed = settings("doctor", SENDER, Map.of());
        createTopics(allowed);
        allowProcessor(allowed);
        allowSender(allowed);

        assertThat(permissions(allowed).line()).isEqualTo("ok    permissions    all that run needs");
        assertThat(permissions(unallowed))
                .returns(Finding.Status.FAIL, Finding::status)
                .returns(
                        "missing: Read on topic doctor-requests, Write on topic doctor-results, Write on topic doctor-errors,"
                                + " Read on topic customer-segment-suppressions,"
                                + " Read on topic doctor-pending-changelog, Write on topic doctor-pending-changelog,"
                                + " Read on topic doctor-budget, Write on topic doctor-budget,"
                                + " Read on topic doctor-segments, Write on topic doctor-segments,"
                                + " Read on group doctor, Write on transactional ids that begin with doctor-",
                        Finding::text);
    }

    private static Finding permissions(Settings settings) {
        return Doctor.examine(() -> settings, null, false, finding -> {}).stream()
                .filter(finding -> finding.check() == Check.PERMISSIONS)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldNameTheTopicThatMayNotBeWritten() throws Exception {
        Settings settings = settings("unallowed", SENDER, Map.of());
        createTopics(settings);
        allow(
                SENDER,
                topic(settings.topics().requests(), AclOperation.DESCRIBE),
                topic(settings.topics().results(), AclOperation.READ),
                topic(settings.topics().errors(), AclOperation.READ));

        try (SegmentClient client = client(settings)) {
            assertThat(client.send(null, new byte[0], null, Map.of()))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class)
                    .withMessageContaining("unallowed-requests");
        }
    }

    @Test
    void shouldSayThatThePasswordIsWrongAndNotWhatItIs() {
        Settings settings = settings(
                "wrong",
                PROCESSOR,
                Map.of("kafka.sasl.jaas.config", jaas(PROCESSOR).replace(PASSWORD, PASSWORD + " at all")));

        assertThatThrownBy(() -> SegmentService.start(settings))
                .rootCause()
                .hasMessageContaining("Authentication failed")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void shouldShowTheBrokerACertificate() throws Exception {
        Path mutual = ConfigFilesTest.withKeystore(Path.of("config", "tls.properties"), folder);
        Map<String, String> flags = Map.of(
                "bootstrap.servers", "localhost:" + mutualPort,
                "kafka.ssl.truststore.location", certificates.authority().toString(),
                "kafka.ssl.keystore.location", certificates.client().toString());

        try (Admin shown = SegmentService.admin(
                SettingsReader.read(mutual, Map.of(), flags).kafka())) {
            assertThat(shown.describeAcls(AclBindingFilter.ANY).values()).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private static void allowProcessor(Settings settings) throws ExecutionException, InterruptedException {
        allowAllButSharedSegments(settings);
        String shared = settings.kafka().applicationId() + "-segments";
        allow(
                PROCESSOR,
                topic(shared, AclOperation.CREATE),
                topic(shared, AclOperation.READ),
                topic(shared, AclOperation.WRITE));
    }

    private static void allowAllButSharedSegments(Settings settings) throws ExecutionException, InterruptedException {
        String application = settings.kafka().applicationId();
        allow(
                PROCESSOR,
                topic(settings.topics().requests(), AclOperation.READ),
                topic(settings.topics().results(), AclOperation.WRITE),
                topic(settings.topics().errors(), AclOperation.WRITE),
                topic(settings.topics().suppressions(), AclOperation.READ),
                prefixed(ResourceType.TOPIC, application + "-pending-", AclOperation.CREATE),
                prefixed(ResourceType.TOPIC, application + "-pending-", AclOperation.READ),
                prefixed(ResourceType.TOPIC, application + "-pending-", AclOperation.WRITE),
                topic(application + "-budget", AclOperation.CREATE),
                topic(application + "-budget", AclOperation.READ),
                topic(application + "-budget", AclOperation.WRITE),
                prefixed(ResourceType.TRANSACTIONAL_ID, application + "-", AclOperation.WRITE),
                new Permission(
                        new ResourcePattern(ResourceType.GROUP, application, PatternType.LITERAL), AclOperation.READ));
    }

    private static void allowSender(Settings settings) throws ExecutionException, InterruptedException {
        allow(
                SENDER,
                topic(settings.topics().requests(), AclOperation.WRITE),
                topic(settings.topics().results(), AclOperation.READ),
                topic(settings.topics().errors(), AclOperation.READ));
    }

    private record Permission(ResourcePattern resource, AclOperation operation) {}

    private static Permission topic(String name, AclOperation operation) {
        return new Permission(new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), operation);
    }

    private static Permission prefixed(ResourceType type, String prefix, AclOperation operation) {
        return new Permission(new ResourcePattern(type, prefix, PatternType.PREFIXED), operation);
    }

    private static void allow(String user, Permission... permissions) throws ExecutionException, InterruptedException {
        List<AclBinding> bindings = new ArrayList<>();
        for (Permission permission : permissions) {
            bindings.add(new AclBinding(
                    permission.resource(),
                    new AccessControlEntry("User:" + user, "*", permission.operation(), AclPermissionType.ALLOW)));
        }
        admin.createAcls(bindings).all().get();
    }

    /**
     * Returns settings as a user would start with: the unchanged file, the secret from the environment, and flags for the values of this
     * machine.
     */
    private static Settings settings(String name, String user, Map<String, String> more) {
        Map<String, String> flags = parts.flags(
                name,
                Map.of(
                        "bootstrap.servers", "localhost:" + securePort,
                        "kafka.ssl.truststore.location",
                                certificates.authority().toString(),
                        "kafka.state.dir", folder.resolve("state").toString()));
        flags.putAll(more);
        return SettingsReader.read(CONFIG, Map.of("CUSTOMER_SEGMENT_KAFKA_SASL_JAAS_CONFIG", jaas(user)), flags);
    }

    private static SegmentClient client(Settings settings) {
        return new SegmentClient(settings.kafka(), settings.topics());
    }

    private static void createTopics(Settings settings) {
        TopicDeclarations.named(settings.topics()).create(admin, Map.of());
    }

    private static String jaas(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + PASSWORD + "\";";
    }

    private static UserScramCredentialUpsertion credential(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD);
    }

    private static ListAppender<ILoggingEvent> logEverything() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
        kafka.setLevel(Level.INFO);
        kafka.setAdditive(false);
        kafka.addAppender(log);
        return log;
    }

    private static void logAsBefore(ListAppender<ILoggingEvent> log) {
        Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
        kafka.detachAppender(log);
        kafka.setAdditive(true);
        kafka.setLevel(null);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
