package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import io.customersegment.plan.ItemValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The format of values in a file. */
enum CellFormat {

    /** The format that Personalize imports: dates as epoch seconds, a missing date as 0, a missing text as {@code none}. */
    IMPORT {
        @Override
        Cell read(Column column, String text) {
            return switch (column.type()) {
                case INTEGER, DECIMAL -> Cell.number(column, text);
                case DATE -> Cell.day(column, text);
                default ->
                    text.isEmpty()
                            ? Cell.wrong("this is empty; no text is written none")
                            : isNone(column, text) ? Cell.none(column) : Cell.text(column, text);
            };
        }

        @Override
        Cell time(String text) {
            return Cell.seconds(text);
        }
    },

    /** The format that a business exports: missing values empty, dates in ISO form or as epoch seconds, texts in any case. */
    EXPORT {
        @Override
        String plain(String text) {
            return text.strip();
        }

        @Override
        Cell read(Column column, String cell) {
            String text = cell.strip();
            if (text.isEmpty()) {
                return Cell.none(column);
            }
            return switch (column.type()) {
                case INTEGER, DECIMAL -> Cell.number(column, text);
                case DATE -> date(column, text);
                default ->
                    isNone(column, text.toLowerCase(Locale.ROOT))
                            ? Cell.none(column)
                            : Cell.text(column, known(column, text));
            };
        }

        @Override
        Cell time(String cell) {
            String text = cell.strip();
            OffsetDateTime time = isoTime(text);
            if (time != null) {
                return Cell.of(time.toEpochSecond());
            }
            return isSeconds(text)
                    ? Cell.seconds(text)
                    : Cell.wrong("this must be a time such as 2024-12-01T09:30:00Z or epoch seconds");
        }

        private Cell date(Column column, String text) {
            OffsetDateTime time = isoTime(text);
            if (time != null) {
                return Cell.of((double)
                        time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate().toEpochDay());
            }
            return isSeconds(text)
                    ? Cell.day(column, text)
                    : Cell.wrong("this must be a date such as 2024-12-01 or epoch seconds");
        }
    };

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The fewest digits of epoch seconds since 1973; a shorter number is more likely a date without hyphens. */
    private static final int LEAST_DIGITS = 9;

    /** Normalizes an id or a name. */
    String plain(String text) {
        return text;
    }

    /** Parses the value of a column. */
    abstract Cell read(Column column, String text);

    /** Parses a time to epoch seconds. */
    abstract Cell time(String text);

    private static boolean isNone(Column column, String text) {
        return text.equals(ItemValue.NULL_TEXT)
                && column.nullable()
                && !column.values().contains(text);
    }

    /** Returns the column's text that equals the given one except for case, or the given one. */
    private static String known(Column column, String text) {
        return column.values().contains(text)
                ? text
                : column.values().stream()
                        .filter(text::equalsIgnoreCase)
                        .findFirst()
                        .orElse(text);
    }

    private static boolean isSeconds(String text) {
        return text.equals("0") || text.replaceFirst("^-", "").matches("[0-9]{" + LEAST_DIGITS + ",18}");
    }

    /** Parses an ISO date or time, in UTC unless it has an offset; returns null if the text is neither. */
    private static @Nullable OffsetDateTime isoTime(String text) {
        try {
            TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime time) {
                return time;
            }
            return parsed instanceof LocalDateTime time
                    ? time.atOffset(ZoneOffset.UTC)
                    : ((LocalDate) parsed).atStartOfDay().atOffset(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
