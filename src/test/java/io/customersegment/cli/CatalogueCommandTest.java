package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.text.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code catalogue check}, {@code diff} and {@code gaps} with the catalogue of a small hotel. */
final class CatalogueCommandTest {

    private static final String HOTEL = """
            columns:
              - {name: guest_id, type: id}
              - {name: age, type: integer, min: 0, filter: true}
              - {name: room, type: text, values: [standard, suite], filter: true}
              - {name: town, type: text}
              - {name: club, type: text, values: [silver, gold]}
              - {name: stays, type: integer, min: 0, filter: true}
              - {name: last_stay, type: date, nullable: true, counted_by: stays}
              - {name: bar_bill, type: decimal, min: 0}
            people: [guest]
            entries:
              - {name: age, number: age, what: [age], most: 120, traits: [unnamed]}
              - {name: room, text: room, values: {suite: []}, what: [room], context: [book]}
              - {name: stay, number: stays, date: last_stay, what: [stay, overnight stay], does: [stay], means: [{column: stays, from: 1}], traits: [at_least]}
              - {name: drinkers, who: [drinker], means: [{column: bar_bill, from: 100}], order: [bar_bill desc]}
              - {name: nothing, which: [shiny, the splendid, suites]}
              - {name: wordless}
            """;

    @TempDir
    private Path directory = Path.of("unset");

    private Path hotel = Path.of("unset");

    @BeforeEach
    void writeTheCatalogue() throws IOException {
        hotel = Files.writeString(directory.resolve("hotel.yaml"), HOTEL);
    }

    @Test
    void shouldWarnOfWhatCostsCallsAndOfWhatCannotBeSaid() {
        Invocation checked = Invocation.of("catalogue", "check", hotel.toString());

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.lines().stream().filter(line -> line.startsWith("warning ")))
                .containsExactly(
                        "warning line 1, column 1: columns: no column is of type interest, so results do not say how interested a"
                                + " customer is in the product, and prompts cannot ask for it",
                        "warning line 5, column 5: column town: it lists no values, so prompts cannot name any of its texts",
                        "warning line 6, column 30: column club, values: no entry has it as its text, so prompts cannot name its values",
                        "warning line 8, column 5: column last_stay: no filter carries it, but entries speak of it: a prompt that asks"
                                + " for nothing else fetches more customers than it needs, by what it implies of stays, 50 a call, in at"
                                + " most 100 calls (plan.max.calls)",
                        "warning line 9, column 5: column bar_bill: no filter carries it, but entries speak of it: a prompt that asks"
                                + " for nothing else fetches all customers who are interested in the product, 50 a call, in at most 100"
                                + " calls (plan.max.calls)",
                        "warning line 13, column 30: entry room, values: prompts cannot name standard, for values leaves it out",
                        "warning line 16, column 6: entry nothing, name: it has no number, date, text or means, so a prompt with its"
                                + " phrases is refused",
                        "warning line 16, column 36: entry nothing, which: \"the splendid\" begins with an article; leave it out",
                        "warning line 16, column 50: entry nothing, which: \"suites\" is a form of the value \"suite\" on line 13,"
                                + " and is read as that",
                        "warning line 17, column 6: entry wordless, name: it has neither phrases nor values, so no prompt can speak of it");
    }

    @Test
    void shouldSumUpACatalogue() {
        Invocation checked = Invocation.of("catalogue", "check", hotel.toString(), "--set", "plan.max.calls=7");

        assertThat(checked.lines().stream()
                        .filter(line -> !line.startsWith("warning "))
                        .skip(1))
                .containsExactly(
                        "columns     8, * in the filters",
                        "  id        guest_id",
                        "  text      room*, town, club",
                        "  integer   age*, stays*",
                        "  decimal   bar_bill",
                        "  date      last_stay",
                        "words       6 entries with 9 phrases and 1 value, 0 superlatives",
                        "filters     1 of at most 30, each with at most 5 of 10 fields, with 5 of 20 in all; two are INTERESTED_MODELS"
                                + " and SHARD",
                        "items       the fields that Personalize must be given, by their type in Avro",
                        "  string    ITEM_ID, ROOM (categorical), TOWN (categorical), CLUB (categorical), INTERESTED_MODELS"
                                + " (categorical)",
                        "  int       AGE, STAYS, SHARD",
                        "  double    BAR_BILL",
                        "  long      CREATION_TIMESTAMP, LAST_STAY");
        assertThat(checked.lines().get(0)).doesNotContain("100");
        assertThat(checked.out()).contains("in at most 7 calls").contains("catalogue   " + hotel + ", version ");
    }

    @Test
    void shouldRefuseWhatAStartRefusesAndReportAllOfIt() throws IOException {
        StringBuilder broken = new StringBuilder(HOTEL);
        for (int i = 0; i < 12; i++) {
            broken.append("  - {name: broken").append(i).append(", number: no_column}\n");
        }
        Files.writeString(hotel, broken);

        Invocation checked = Invocation.of("catalogue", "check", hotel.toString());
        Invocation started = Invocation.of("explain", "gold", "--set", "catalogue.file=" + hotel);

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err().lines())
                .hasSize(13)
                .startsWith("customer-segment: The catalogue " + hotel + " cannot be used:")
                .element(1)
                .isEqualTo(
                        "line 18, column 21: entry broken0, number: there is no column no_column; the known ones are guest_id,"
                                + " age, room, town, club, stays, last_stay, bar_bill");
        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.err().lines().toList())
                .startsWith(checked.err().lines().limit(11).toArray(String[]::new))
                .endsWith("and 2 more");
    }

    @Test
    void shouldCheckInJson() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), HOTEL + "entrys: []\n");

        JsonNode usable = json(Invocation.of("catalogue", "check", hotel.toString(), "--json"));
        Invocation refused = Invocation.of("catalogue", "check", broken.toString(), "--json");

        assertThat(usable.path("usable").asBoolean()).isTrue();
        assertThat(usable.path("problems")).isEmpty();
        assertThat(usable.path("warnings")).hasSize(10);
        assertThat(usable.path("columns").path(1))
                .hasToString("{\"name\":\"age\",\"type\":\"integer\",\"filter\":true}");
        assertThat(usable.path("items")).hasSize(11);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(json(refused).path("problems"))
                .hasToString("[{\"line\":18,\"column\":1,\"message\":\"unknown key entrys; did you mean entries?\"}]");
    }

    @Test
    void shouldComparePromptsWithTheCriteriaThatAreExpected() throws IOException {
        Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), """
                {"prompt": "guests in a suite, over 40", "criteria": "age >= 41 and room = suite"}
                {"prompt": "stayed in the last 30 days", "criteria": "last_stay in the last 30 days", "as_of": "2023-03-01"}
                {"prompt": "top 5 drinkers", "criteria": "bar_bill >= 100; by bar_bill desc, first 5"}
                {"prompt": "guests who like jazz", "refused": true}
                {"prompt": "stayed in the last 30 days", "criteria": "last_stay >= 2024-11-01"}
                """);

        Invocation checked = Invocation.of(
                "catalogue", "check", hotel.toString(), "--prompts", prompts.toString(), "--as-of", "2024-12-01");

        assertThat(checked.out()).endsWith("prompts     5 of 5 are read as expected" + System.lineSeparator());
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void shouldPrintPromptsThatAreNotReadAsExpected() throws IOException {
        Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), """
                {"prompt": "guests over 40", "criteria": "age >= 40"}
                {"prompt": "guests over 40", "criteria": "age >= 41; first 5"}
                {"prompt": "guests over 40", "refused": true}
                {"prompt": "guests over 40 who like jazz", "criteria": "age >= 41"}
                {"prompt": "guests over 40", "criteria": "jazz"}
                {"prompt": "guests over 40", "criteria": "over 40"}
                """);

        Invocation checked = Invocation.of("catalogue", "check", hotel.toString(), "--prompts", prompts.toString());
        JsonNode json =
                json(Invocation.of("catalogue", "check", hotel.toString(), "--json", "--prompts", prompts.toString()));

        assertThat(checked.exitCode()).isEqualTo(3);
        assertThat(checked.lines())
                .containsSequence(
                        "line 1  guests over 40",
                        "  expected  age >= 40",
                        "  read      age >= 41",
                        "line 2  guests over 40",
                        "  expected  age >= 41; first 5",
                        "  read      age >= 41",
                        "line 3  guests over 40",
                        "  expected  refused",
                        "  read      age >= 41",
                        "line 4  guests over 40 who like jazz",
                        "  expected  age >= 41",
                        "  read      refused")
                .containsSequence("line 5  guests over 40", "  expected  jazz", "  read      age >= 41")
                .endsWith("prompts     1 of 6 are read as expected");
        assertThat(json.at("/prompts/checked").asInt()).isEqualTo(6);
        assertThat(json.at("/prompts/different")).hasSize(5);
    }

    @Test
    void shouldNameTheBadLinesOfAFileOfPrompts() throws IOException {
        Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), "{\"prompt\": \"guests over 40\"}\n");

        Invocation checked = Invocation.of("catalogue", "check", hotel.toString(), "--prompts", prompts.toString());

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.err())
                .contains("The file " + prompts
                        + " cannot be used: line 1, column 1: the line needs \"criteria\", or \"refused\": true");
    }

    @Test
    void shouldShowWhatANewCatalogueChanges() throws IOException {
        Path changed = Files.writeString(
                directory.resolve("new.yaml"),
                HOTEL.replace("from: 100}", "from: 200}")
                        .replace("who: [drinker]", "who: [drinker, bar fly]")
                        .replace("values: {suite: []}", "values: {standard: []}")
                        .replace(
                                "{name: age, type: integer, min: 0, filter: true}",
                                "{name: age, type: decimal, min: 0, filter: true}")
                        .replace("{name: town, type: text}", "{name: city, type: text}"));
        Path prompts = Files.writeString(directory.resolve("prompts.txt"), """
                guests over 40
                drinkers
                bar flies
                guests in a suite
                jazz fans
                """);

        Invocation diff = Invocation.of(
                "catalogue", "diff", hotel.toString(), changed.toString(), "--prompts", prompts.toString());
        JsonNode json = json(Invocation.of(
                "catalogue", "diff", hotel.toString(), changed.toString(), "--json", "--prompts", prompts.toString()));

        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(diff.lines())
                .startsWith(
                        "column      ! age, type integer → decimal",
                        "column      - town, text",
                        "column      + city, text")
                .containsSequence("line 2  drinkers", "  changed: bar_bill >= 100 → bar_bill >= 200")
                .containsSequence("line 3  bar flies", "  now read: refused → bar_bill >= 200")
                .containsSequence("line 4  guests in a suite", "  no longer read: room = suite → refused")
                .endsWith("prompts     1 same, 2 changed, 1 now read, 1 no longer read");
        assertThat(json.path("changed").asInt()).isEqualTo(2);
        assertThat(json.path("prompts")).hasSize(4);
        assertThat(json.path("columns").path(0))
                .hasToString("{\"name\":\"age\",\"key\":\"type\",\"before\":\"integer\",\"after\":\"decimal\"}");
        assertThat(json.path("filters_to_create")).isEmpty();
        assertThat(json.path("filters_fit").asBoolean()).isTrue();
    }

    @Test
    void shouldShowEveryKeyOfAColumnThatChanges() throws IOException {
        Path changed = Files.writeString(
                directory.resolve("new.yaml"),
                HOTEL.replace(
                                "min: 0, filter: true}\n  - {name: room",
                                "min: 1, max: 120, filter: true}\n  - {name: room")
                        .replace("values: [silver, gold]}", "values: [silver, gold, black], nullable: true}")
                        .replace("{name: last_stay, type: date", "{name: last_stay, label: last visit, type: date")
                        .replace(", counted_by: stays", ", not_after: left")
                        .replace("people: [guest]", "  - {name: left, type: date, nullable: true}\npeople: [guest]")
                        .replace("{name: bar_bill, type: decimal, min: 0}", "{name: bar_bill, type: decimal}")
                        .replace("suite], filter: true}", "suite]}"));
        Path prompts = Files.writeString(directory.resolve("prompts.txt"), "guests over 40\n");

        Invocation diff = Invocation.of(
                "catalogue", "diff", hotel.toString(), changed.toString(), "--prompts", prompts.toString());

        assertThat(diff.exitCode()).as(diff.err()).isEqualTo(3);
        assertThat(diff.lines())
                .startsWith(
                        "column      ! age, min 0 → 1",
                        "column      ! age, max none → 120",
                        "column      ! room, filter true → false",
                        "column      ! club, values [silver, gold] → [silver, gold, black]",
                        "column      ! club, nullable false → true",
                        "column      ! last_stay, label last stay → last visit",
                        "column      ! last_stay, counted_by stays → none",
                        "column      ! last_stay, not_after none → left",
                        "column      ! bar_bill, min 0 → none",
                        "column      + left, date")
                .endsWith("prompts     1 same, 0 changed, 0 now read, 0 no longer read");
    }

    @Test
    void shouldSayThatTheFiltersOfBothDoNotFitInOneDatasetGroup() throws IOException {
        Path many =
                Files.writeString(directory.resolve("many.yaml"), HOTEL.replace("people:", filterable(12) + "people:"));
        Path more =
                Files.writeString(directory.resolve("more.yaml"), HOTEL.replace("people:", filterable(13) + "people:"));
        Path prompts = Files.writeString(directory.resolve("prompts.txt"), "drinkers\n");

        Invocation diff =
                Invocation.of("catalogue", "diff", many.toString(), more.toString(), "--prompts", prompts.toString());
        JsonNode json = json(Invocation.of(
                "catalogue", "diff", many.toString(), more.toString(), "--json", "--prompts", prompts.toString()));

        assertThat(diff.lines())
                .contains(
                        "filters     they do not fit in one dataset group beside the old ones (30): give the new catalogue a"
                                + " dataset group of its own");
        assertThat(json.path("filters_fit").asBoolean()).isFalse();
    }

    private static String filterable(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> "  - {name: extra" + i + ", type: integer, min: 0, filter: true}\n")
                .collect(Collectors.joining());
    }

    @Test
    void shouldSayThatFiltersMustBeCreatedFirst() throws IOException {
        Path changed = Files.writeString(
                directory.resolve("new.yaml"),
                HOTEL.replace(
                        "{name: bar_bill, type: decimal, min: 0}",
                        "{name: bar_bill, type: decimal, min: 0, filter: true}"));
        Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), "{\"prompt\": \"drinkers\"}");

        Invocation diff = Invocation.of(
                "catalogue", "diff", hotel.toString(), changed.toString(), "--prompts", prompts.toString());
        Invocation same =
                Invocation.of("catalogue", "diff", hotel.toString(), hotel.toString(), "--prompts", prompts.toString());

        assertThat(diff.exitCode()).isEqualTo(3);
        assertThat(diff.lines())
                .containsExactly(
                        "column      ! bar_bill, filter false → true",
                        "filters     1 to create before the new catalogue is rolled out; the command filters prints them",
                        "filters     1 no longer needed once the old catalogue is gone",
                        "prompts     1 same, 0 changed, 0 now read, 0 no longer read");
        assertThat(same.exitCode()).isZero();
        assertThat(same.lines()).containsExactly("prompts     1 same, 0 changed, 0 now read, 0 no longer read");
    }

    @Test
    void shouldCountWhatRefusedPromptsSaidThatTheCatalogueDoesNotKnow() throws IOException {
        Path prompts = Files.writeString(directory.resolve("prompts.txt"), """
                guests over 40 with a Balcony
                guests over 50 with balconies
                guests over 50 who booked a roof garden suite with a balcony
                """);
        Path read = directory.resolve("read.jsonl");
        Invocation.of(
                "explain", "--in", prompts.toString(), "--out", read.toString(), "--set", "catalogue.file=" + hotel);

        Invocation gaps = gaps(read);
        Invocation withPrompts = gaps(read, "--show-prompts", "--most", "1");

        assertThat(gaps.exitCode()).isZero();
        assertThat(gaps.lines().get(0)).matches("3 refused prompts, \\d pieces that could not be read");
        assertThat(gaps.lines())
                .containsSequence(
                        "3  \"Balcony\"",
                        "    add   # - {name: balcony, <who, what, which or does>: [balcony], means: [{column: <column>, <test>}]}");
        assertThat(gaps.out()).doesNotContain("over 40");
        assertThat(withPrompts.lines())
                .endsWith("    in    guests over 40 with a Balcony", "    in    guests over 50 with balconies");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overnight visits | what: [overnight visits]  # entry stay; context: [overnight visits] if it says nothing more",
                "drinkr           | who: [drinkr]  # entry drinkers; context: [drinkr] if it says nothing more",
                "big suite: s     | values: {suite: [\"big suite: s\"]}  # entry room; context: [\"big suite: s\"] if it says nothing more"
            })
    void shouldProposeALineForTheNearestEntry(String piece, String proposal) throws IOException {
        Path records = Files.writeString(directory.resolve("errors.jsonl"), """
                {"error_type": "Timeout Error", "message": "late", "request": {"prompt": "x"}}
                {"error_type": "Invalid Prompt", "unread": ["%s"], "request": {"prompt": "x"}}
                """.formatted(piece));

        JsonNode gaps = json(gaps(records, "--json"));

        assertThat(gaps.path("prompts").asInt()).isEqualTo(1);
        assertThat(gaps.at("/gaps/0/proposal").asText()).isEqualTo(proposal);
        assertThat(gaps.at("/gaps/0").has("examples")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "over 12        | it is a number without a thing that it is of",
                "10%            | it is a number without a thing that it is of",
                "in 2 weeks     | it is a time without a thing that it is of",
                "this year      | it is a time without a thing that it is of",
                "no balcony     | it has a negation; look at what is negated",
                "not gold       | it has a negation; look at what is negated",
                "or gold        | it has a joint; look at what is joined",
                "at least       | it is English without a thing that it is of",
                "Suites         | it is a phrase of entry room already, which may lack means, at_least, recent or context",
                "the Drinker    | it is a phrase of entry drinkers already, which may lack means, at_least, recent or context"
            })
    void shouldProposeNoLineWhereNoneWouldHelp(String piece, String why) throws IOException {
        Path records = Files.writeString(directory.resolve("errors.jsonl"), """
                {"error_type": "Invalid Prompt", "unread": ["%s"], "request": {"prompt": "x"}}
                """.formatted(piece));

        Invocation gaps = gaps(records);
        JsonNode json = json(gaps(records, "--json"));

        assertThat(gaps.lines()).endsWith("    nothing to add: " + why).noneMatch(line -> line.startsWith("    add"));
        assertThat(json.at("/gaps/0/proposal").isNull()).isTrue();
        assertThat(json.at("/gaps/0/nothing_to_add").asText()).isEqualTo(why);
    }

    @Test
    void shouldNameTheLineOfAFileThatIsNoRecord() throws IOException {
        Path records = Files.writeString(directory.resolve("errors.jsonl"), "{}\n\nsecret\n");

        Invocation gaps = gaps(records);

        assertThat(gaps.exitCode()).isEqualTo(1);
        assertThat(gaps.err())
                .contains("The file " + records + " cannot be used: line 3, column 1: the line is not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--in a --from 2024-12-01 | --in goes with none of",
                "--from 2024-12-02 --to 2024-12-01 | --from must be before --to",
                "--most 0 | --most must be at least 1"
            })
    void shouldSayWhatIsWrongWithACommandLine(String arguments, String message) {
        Invocation wrong = Invocation.of(("catalogue gaps " + arguments).split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(message);
    }

    private Invocation gaps(Path in, String... options) {
        String[] arguments = new String[6 + options.length];
        System.arraycopy(
                new String[] {"catalogue", "gaps", "--in", in.toString(), "--set", "catalogue.file=" + hotel},
                0,
                arguments,
                0,
                6);
        System.arraycopy(options, 0, arguments, 6, options.length);
        return Invocation.of(arguments);
    }

    private static JsonNode json(Invocation invocation) throws IOException {
        assertThat(invocation.lines()).hasSize(1);
        return ExactJson.MAPPER.readTree(invocation.out());
    }
}
