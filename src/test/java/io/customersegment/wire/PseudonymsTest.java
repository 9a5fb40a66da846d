package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.config.Settings;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentEncoder.Customer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

    /** The byte 0x0b, 32 times, in Base64. */
    private static final String KEY = "CwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCws=";

    @TempDir
    Path folder;

    @Test
    void shouldBeTheKeyedHashThatOthersCompute() {
        // printf C1 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b... -binary | base64 | tr '+/' '-_' | tr -d '='
        assertThat(pseudonyms(KEY).naming().apply("C1")).isEqualTo("Sld1U-UsgvZA8dpb6WHP7QNK78KvZRAzPD7f9BCnIYk");
    }

    @Test
    void shouldNameCustomersInResultsAndKeepTheirIdsForSuppressions() {
        Segment segment = new SegmentJson(pseudonyms(KEY), true)
                .encode(List.of(new Customer("C1", 0.5, column -> null)), List.of(), false, Instant.EPOCH);

        String json = new String(segment.json(), StandardCharsets.UTF_8);
        assertThat(json).contains(pseudonyms(KEY).naming().apply("C1")).doesNotContain("C1\"");
        assertThat(segment.without("C1"::equals).customers()).isZero();
    }

    @Test
    void shouldTellKeysApartByAnIdThatTellsNothingOfThem() {
        String other = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(pseudonyms(KEY).keyId())
                .hasSize(12)
                .isNotEqualTo(pseudonyms(other).keyId());
        assertThat(pseudonyms(KEY)).hasToString("Pseudonyms[" + pseudonyms(KEY).keyId() + "]");
    }

    @Test
    void shouldReadTheKeyFromFile() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, KEY + "\n");

        Pseudonyms fromFile = Objects.requireNonNull(Pseudonyms.from(new Settings.Pseudonym(file.toString(), "")));

        assertThat(fromFile.keyId()).isEqualTo(pseudonyms(KEY).keyId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not Base64 at all, and long enough to hold thirty-two bytes", "ä"})
    void shouldRefuseKeysThatAreNoneWithoutQuotingThem(String key) {
        assertThatThrownBy(() -> pseudonyms(key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("answer.pseudonym.key must hold at least 32 random bytes in Base64")
                .hasMessageNotContaining(key);
    }

    @Test
    void shouldRefuseFileThatCannotBeRead() {
        assertThatThrownBy(() -> Pseudonyms.from(
                        new Settings.Pseudonym(folder.resolve("none").toString(), "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("answer.pseudonym.key.file");
    }

    @Test
    void shouldRefuseTwoKeys() {
        assertThatThrownBy(() -> Pseudonyms.from(new Settings.Pseudonym("key", KEY)))
                .hasMessageContaining("not both");
    }

    @Test
    void shouldKeepIdsWithoutKey() {
        assertThat(Pseudonyms.from(new Settings.Pseudonym("", ""))).isNull();
    }

    private static Pseudonyms pseudonyms(String key) {
        return Objects.requireNonNull(Pseudonyms.from(new Settings.Pseudonym("", key)));
    }
}
