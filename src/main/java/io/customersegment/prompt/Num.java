package io.customersegment.prompt;

/**
 * A number of a prompt.
 *
 * @param value the number
 * @param base the number before its scale: 80 of "80 thousand"
 * @param unit what was written beside it
 * @param pointed whether it is written with a point before exactly three digits, which may group thousands: 80.000
 */
record Num(double value, double base, Unit unit, boolean pointed) {

    /** What stands beside a number. */
    enum Unit {
        NONE,
        PERCENT,
        MONEY
    }

    static Num of(double value) {
        return new Num(value, value, Unit.NONE, false);
    }

    /** Times a thousand, a million. */
    Num scaled(double scale) {
        return new Num(value * scale, value, unit, false);
    }

    Num as(Unit other) {
        return new Num(value, base, other, pointed);
    }

    boolean isScaled() {
        return base != value;
    }

    /** This number with the scale of the one behind it, where it has none of its own and is smaller: 80 of "80 to 100 thousand". */
    Num withScaleOf(Num next) {
        boolean shares = next.isScaled() && !isScaled() && value < next.base && value != 0;
        return shares ? scaled(next.value / next.base) : this;
    }

    /** Without the number, so that it can be logged. */
    @Override
    public String toString() {
        return "Num[" + unit + "]";
    }
}
