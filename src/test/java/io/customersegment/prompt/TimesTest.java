package io.customersegment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {

    private static final Vocabulary VOCABULARY = new Vocabulary(CatalogueReader.builtIn());
    private static final LocalDate DAY = LocalDate.of(2024, 8, 31);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in the last 6 months|2024-02-29..",
                "in the past year|2023-08-31..",
                "in the last year|2023-08-31..",
                "last year|2023-01-01..2023-12-31",
                "last month|2024-07-01..2024-07-31",
                "last quarter|2024-04-01..2024-06-30",
                "last week|2024-08-19..2024-08-25",
                "this week|2024-08-26..2024-09-01",
                "this month|2024-08-01..2024-08-31",
                "this quarter|2024-07-01..2024-09-30",
                "this year|2024-01-01..2024-12-31",
                "year to date|2024-01-01..2024-08-31",
                "so far this year|2024-01-01..2024-08-31",
                "over the past fortnight|2024-08-17..",
                "within the last 2 weeks|2024-08-17..",
                "during the previous 90 days|2024-06-02..",
                "in the last two quarters|2024-02-29..",
                "in the last couple of years|2022-08-31..",
                "since March 2024|2024-03-01..",
                "since 2022|2022-01-01..",
                "since June|2024-06-01..",
                "since December|2023-12-01..",
                "before 2023|..2022-12-31",
                "after 2021|2022-01-01..",
                "after 15 June 2024|2024-06-16..",
                "prior to July 4, 2023|..2023-07-03",
                "until the end of May 2024|..2024-05-31",
                "by June 2023|..2023-06-30",
                "on or after 2024-06-15|2024-06-15..",
                "on or before June 1st, 2024|..2024-06-01",
                "in 2023|2023-01-01..2023-12-31",
                "in June 2024|2024-06-01..2024-06-30",
                "in Q2 2024|2024-04-01..2024-06-30",
                "in the second quarter of 2023|2023-04-01..2023-06-30",
                "in the first half of 2023|2023-01-01..2023-06-30",
                "on 15 June 2024|2024-06-15..2024-06-15",
                "on the 3rd of March 2024|2024-03-03..2024-03-03",
                "yesterday|2024-08-30..2024-08-30",
                "between January 1, 2022 and March 31, 2022|2022-01-01..2022-03-31",
                "between 2020 and 2022|2020-01-01..2022-12-31",
                "between January and March 2024|2024-01-01..2024-03-31",
                "from 2015 until 2019|2015-01-01..2019-12-31",
                "from March to May 2023|2023-03-01..2023-05-31",
                "between one and two years ago|2022-08-31..2023-08-31",
                "6 to 12 months ago|2023-08-31..2024-02-29",
                "more than three years ago|..2021-08-30",
                "over a year ago|..2023-08-30",
                "at least five years ago|..2019-08-31",
                "less than 2 years ago|2022-09-01..",
                "two or more years ago|..2022-08-31",
                "in a year|2023-08-31..",
                "for 18 months|2023-02-28..",
                "in over 2 years|2022-08-31..",
                "since last year|2023-01-01..",
                "since before 2018|..2017-12-31",
                "before the end of 2023|..2023-12-30"
            })
    void shouldReadTheDaysBehind(String words, String expected) {
        Window window = Objects.requireNonNull(read(words));

        assertThat(text(window.past())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in the next 3 months|2024-08-31..2024-11-30",
                "within the next year|2024-08-31..2025-08-31",
                "next year|2025-01-01..2025-12-31",
                "next month|2024-09-01..2024-09-30",
                "within 60 days|2024-08-31..2024-10-30",
                "in June|2025-06-01..2025-06-30",
                "before June|..2025-05-31",
                "in October|2024-10-01..2024-10-31",
                "in 3 to 6 months|2024-11-30..2025-02-28",
                "in more than 6 months|2025-03-01.."
            })
    void shouldReadTheDaysAhead(String words, String expected) {
        Window window = Objects.requireNonNull(read(words));

        assertThat(text(window.ahead())).isEqualTo(expected);
    }

    @Test
    void shouldReadHowLongAStateLasts() {
        Window window = Objects.requireNonNull(read("for more than ten years"));

        assertThat(text(Objects.requireNonNull(window.lasting()))).isEqualTo("..2014-08-30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last christmas",
                "three years ago",
                "recipe",
                "2024-13-45",
                "on 31 February 2024",
                "for our launch",
                "may be"
            })
    void shouldNotGuessATime(String words) {
        assertThat(read(words)).isNull();
    }

    private static @Nullable Window read(String text) {
        Words words = Words.of(text, VOCABULARY);
        Window window = new Times(words, new Points(words, new Numbers(words), DAY), DAY).at(0);
        return window == null || window.end() < words.size() ? null : window;
    }

    private static String text(Window.Days days) {
        String from = days.from() == Window.Days.BEGINNING
                ? ""
                : LocalDate.ofEpochDay(days.from()).toString();
        String to = days.to() == Window.Days.END
                ? ""
                : LocalDate.ofEpochDay(days.to()).toString();
        return from + ".." + to;
    }
}
