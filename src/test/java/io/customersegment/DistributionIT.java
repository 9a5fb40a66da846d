package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The distribution matches its bill of materials and its third-party notices exactly. */
final class DistributionIT {

    private static final Path LIB = Path.of("target", "dist", "lib");
    private static final Path NOTICES = Path.of("target", "dist", "notices");
    private static final String SBOM = "customer-segment.cdx.json";

    /** A line of the notices: its licences in parentheses, a name, and the coordinates. */
    private static final Pattern NOTICE = Pattern.compile(
            "\\s+(?<licences>(?:\\([^()]+\\) )+).*\\([^:()]+:(?<artifact>[^:]+):(?<version>\\S+) - .*\\)");

    @Test
    void shouldListEveryJarWithItsHashAndNothingElse() throws Exception {
        Map<String, String> shipped = new TreeMap<>();
        for (Path jar : jars()) {
            shipped.put(jar.getFileName().toString(), sha256(jar));
        }

        Map<String, String> listed = new TreeMap<>();
        for (JsonNode component : sbom().get("components")) {
            listed.put(
                    jarName(
                            component.get("name").asText(),
                            component.get("version").asText()),
                    hash(component));
        }

        assertThat(shipped).isNotEmpty();
        assertThat(listed).isEqualTo(shipped);
    }

    @Test
    void shouldHoldTheSameBillInTheJarAndBesideIt() throws IOException {
        try (JarFile jar = new JarFile(Path.of("target", "customer-segment.jar").toFile())) {
            byte[] inside =
                    jar.getInputStream(jar.getEntry("META-INF/sbom/" + SBOM)).readAllBytes();

            assertThat(inside).isEqualTo(Files.readAllBytes(NOTICES.resolve(SBOM)));
        }
    }

    @Test
    void shouldHaveNothingInTheBillThatChangesFromBuildToBuild() throws IOException {
        JsonNode bill = sbom();

        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.get("metadata").has("timestamp")).isFalse();
    }

    @Test
    void shouldNameALicenceOfEveryJar() throws IOException {
        Set<String> noticed = new TreeSet<>();
        for (String line : Files.readAllLines(NOTICES.resolve("THIRD-PARTY.txt"))) {
            Matcher notice = NOTICE.matcher(line);
            if (notice.matches()) {
                noticed.add(jarName(notice.group("artifact"), notice.group("version")));
            }
        }

        assertThat(noticed)
                .containsExactlyElementsOf(
                        jars().stream().map(jar -> jar.getFileName().toString()).toList());
        assertThat(StreamSupport.stream(sbom().get("components").spliterator(), false))
                .allSatisfy(component -> assertThat(component.get("licenses")).isNotEmpty());
        assertThat(NOTICES.resolve("LICENSE")).hasSameBinaryContentAs(Path.of("LICENSE"));
    }

    private static JsonNode sbom() throws IOException {
        return new ObjectMapper().readTree(NOTICES.resolve(SBOM).toFile());
    }

    private static String hash(JsonNode component) {
        return StreamSupport.stream(component.get("hashes").spliterator(), false)
                .filter(hash -> hash.get("alg").asText().equals("SHA-256"))
                .map(hash -> hash.get("content").asText())
                .findFirst()
                .orElse("none");
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(LIB)) {
            return files.sorted().toList();
        }
    }

    private static String jarName(String artifact, String version) {
        return artifact + "-" + version + ".jar";
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
