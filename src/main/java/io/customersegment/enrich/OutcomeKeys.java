package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.plan.Query;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Creates the keys of outcomes: encodes everything that determines an outcome, each part with its length, so that no two requests
 * have the same encoding.
 *
 * <p><i>Threads:</i> immutable.
 */
final class OutcomeKeys {

    /** Must change whenever the same request gets another answer, or another form of it, than from an earlier release. */
    private static final int FORMAT = 1;

    private static final int USUAL_LENGTH = 1024;

    private final String context;

    /**
     * @param context what determines outcomes besides the request, in an order that never changes
     */
    OutcomeKeys(List<String> context) {
        Writer written = new Writer().number(FORMAT).number(context.size());
        context.forEach(written::text);
        this.context = written.toString();
    }

    /** Returns the key of a query's segment. */
    OutcomeKey segment(Query query) {
        Writer writer = new Writer().raw(context).text("segment");
        writer.text(query.carModel().name());
        write(query.criteria(), writer);
        writer.number(query.branches().size());
        query.branches().forEach(branch -> write(branch, writer));
        write(query.fetched(), writer);
        write(query.shown(), writer);
        return writer.number(query.maxCalls()).number(query.maxCustomers()).key();
    }

    /** Returns the key of a car model's top score. */
    OutcomeKey topScore(String userId) {
        return new Writer().raw(context).text("top-score").text(userId).key();
    }

    private static void write(Criteria criteria, Writer writer) {
        write(criteria.condition(), writer);
        List<Order.Key> keys = criteria.order().keys();
        writer.number(keys.size());
        keys.forEach(key -> writer.text(key.column().name()).flag(key.descending()));
        writer.number(criteria.size());
    }

    private static void write(Query.Branch branch, Writer writer) {
        writer.text(branch.filter().name());
        Map<String, String> sorted = new TreeMap<>(branch.values());
        writer.number(sorted.size());
        sorted.forEach((placeholder, value) -> writer.text(placeholder).text(value));
        write(branch.leftOver(), writer);
    }

    private static void write(List<Column> columns, Writer writer) {
        writer.number(columns.size());
        columns.forEach(column -> writer.text(column.name()));
    }

    private static void write(Condition condition, Writer writer) {
        if (condition instanceof Condition.Test test) {
            writer.text("test").text(test.column().name());
            write(test.values(), writer);
            return;
        }
        List<Condition> members =
                condition instanceof Condition.All all ? all.members() : ((Condition.Any) condition).members();
        writer.text(condition instanceof Condition.All ? "all" : "any").number(members.size());
        members.forEach(member -> write(member, writer));
    }

    private static void write(Values values, Writer writer) {
        writer.flag(values.orNull());
        if (values instanceof Values.Numbers numbers) {
            writer.text("numbers").number(numbers.ranges().size());
            numbers.ranges().forEach(range -> writer.number(range.low()).number(range.high()));
            return;
        }
        Values.Texts texts = (Values.Texts) values;
        writer.text("texts").flag(texts.except()).number(texts.texts().size());
        texts.texts().forEach(writer::text);
    }

    private static final class Writer {

        private final StringBuilder written = new StringBuilder(USUAL_LENGTH);

        Writer raw(String text) {
            written.append(text);
            return this;
        }

        Writer text(String text) {
            written.append(text.length()).append(':').append(text);
            return this;
        }

        Writer number(int number) {
            written.append(number).append(';');
            return this;
        }

        Writer number(double number) {
            written.append(Double.doubleToLongBits(number)).append(';');
            return this;
        }

        Writer flag(boolean flag) {
            written.append(flag ? '+' : '-');
            return this;
        }

        OutcomeKey key() {
            byte[] bytes = new byte[2 * written.length()];
            for (int i = 0; i < written.length(); i++) { // by hand, because no charset writes half of a surrogate pair
                bytes[2 * i] = (byte) (written.charAt(i) >> Byte.SIZE);
                bytes[2 * i + 1] = (byte) written.charAt(i);
            }
            try {
                OutcomeKey key =
                        OutcomeKey.of(MessageDigest.getInstance("SHA-256").digest(bytes));
                if (key != null) {
                    return key;
                }
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
            }
            throw new IllegalStateException("SHA-256 has another length than keys have");
        }

        @Override
        public String toString() {
            return written.toString();
        }
    }
}
