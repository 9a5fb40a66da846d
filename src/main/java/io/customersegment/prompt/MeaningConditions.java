package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Meaning;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Builds the conditions that the meanings of a catalogue express on a day. */
final class MeaningConditions {

    private MeaningConditions() {}

    /** Returns the condition that all of the meanings hold. */
    static Condition all(List<Meaning> meanings, LocalDate day) {
        List<Condition> all = new ArrayList<>(meanings.size());
        for (Meaning meaning : meanings) {
            all.add(one(meaning, day));
        }
        return Condition.all(all);
    }

    /** Returns the condition of one meaning. */
    static Condition one(Meaning meaning, LocalDate day) {
        Column column = meaning.column();
        if (meaning instanceof Meaning.OneOf oneOf) {
            Condition in = Condition.test(column, Values.in(column, oneOf.texts()));
            return oneOf.except() ? Condition.not(in) : in;
        }
        if (meaning instanceof Meaning.Known) {
            return ColumnConditions.known(column);
        }
        if (meaning instanceof Meaning.Between between) {
            Values low =
                    between.lowOpen() ? Values.above(column, between.low()) : Values.atLeast(column, between.low());
            Values high =
                    between.highOpen() ? Values.below(column, between.high()) : Values.atMost(column, between.high());
            return Condition.test(column, Values.both(column, low, high));
        }
        Meaning.Dated dated = (Meaning.Dated) meaning;
        LocalDate then = day.minus(dated.span());
        return switch (dated.reach()) {
            case WITHIN -> ColumnConditions.within(column, List.of(Days.from(then)));
            case NOT_WITHIN -> Condition.not(ColumnConditions.within(column, List.of(Days.from(then))));
            case OLDER -> ColumnConditions.within(column, List.of(Days.to(then.minusDays(1))));
            case AT_LEAST -> ColumnConditions.within(column, List.of(Days.to(then)));
            case AHEAD -> ColumnConditions.within(column, List.of(new Days(day, day.plus(dated.span()))));
        };
    }
}
