package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SegmentTest {

    private static final Segment SEGMENT = segment("""
            {"data": [
              {"customer_id": "C10001", "purchase_count": 3, "occupation": "=1+1", "interest_score": 0.25},
              {"customer_id": "C10002", "purchase_count": 1, "occupation": null, "interest_score": 0.75}]}""");

    @Test
    void shouldMaskIdsUnlessTheyAreAskedFor() {
        assertThat(SEGMENT.rows(true)).hasToString("[[\"C•••01\",3,\"=1+1\",0.25],[\"C•••02\",1,null,0.75]]");
        assertThat(SEGMENT.rows(false).get(0).get(0).asText()).isEqualTo("C10001");
        assertThat(SEGMENT.data(true).toString()).doesNotContain("C10001");
        assertThat(Segment.masked("C1")).isEqualTo("•••");
    }

    @Test
    void shouldBeAFileThatNoSpreadsheetTakesForFormulas() {
        Reply csv = CustomerFile.of(SEGMENT, "r1", "csv", false);

        assertThat(new String(csv.content(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "customer_id,purchase_count,occupation,interest_score",
                        "C10001,3,'=1+1,0.25",
                        "C10002,1,,0.75");
        assertThat(csv.headers()).containsEntry("Content-Disposition", "attachment; filename=\"segment-r1.csv\"");
    }

    @Test
    void shouldBeAsOnItsTopicInAFileOfJson() {
        Reply json = CustomerFile.of(SEGMENT, "r1", "json", false);

        assertThat(new String(json.content(), StandardCharsets.UTF_8))
                .startsWith("{\"data\":[{\"customer_id\":\"C10001\",\"purchase_count\":3,");
    }

    @Test
    void shouldShowInterestInFallingOrder() {
        assertThat(SEGMENT.interest()).hasToString("[0.75,0.25]");
    }

    @Test
    void shouldTellWhatTwoShareAndWhereTheyDiffer() {
        Segment other = segment("""
                {"data": [{"customer_id": "C10002", "purchase_count": 1}, {"customer_id": "C10003", "purchase_count": 1},
                          {"customer_id": "C10004", "purchase_count": 2}]}""");

        assertThat(Comparison.of(SEGMENT, other))
                .hasToString(
                        "{\"both\":1,\"only_first\":1,\"only_second\":2,\"columns\":["
                                + "{\"column\":\"purchase_count\",\"label\":\"purchases\",\"first\":\"median 1, from 1 to 3\","
                                + "\"second\":\"median 1, from 1 to 2\",\"buckets\":[{\"label\":\"1\",\"first\":50.0,\"second\":66.7},"
                                + "{\"label\":\"2\",\"first\":0.0,\"second\":33.3},{\"label\":\"3\",\"first\":50.0,\"second\":0.0}]}]}");
    }

    @Test
    void shouldMaskIdsWhateverTheCatalogueCallsThem() {
        Segment gym = new Segment(CatalogueReader.read(Path.of("config/examples/gym/catalogue.yaml")), """
                {"data": [{"customer_id": "M10001", "interest_score": 0.5}, {"customer_id": "M10002", "interest_score": 0.25}]}""");

        assertThat(gym.rows(true)).hasToString("[[\"M•••01\",0.5],[\"M•••02\",0.25]]");
        assertThat(gym.ids()).containsExactlyInAnyOrder("M10001", "M10002");
        assertThat(gym.interest()).hasSize(2);
        assertThat(gym.distributions())
                .extracting(one -> one.path("column").asText())
                .containsExactly("interest_score");
    }

    private static Segment segment(String json) {
        return new Segment(CatalogueReader.builtIn(), json);
    }
}
