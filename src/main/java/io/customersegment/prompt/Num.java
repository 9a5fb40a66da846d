package io.customersegment.prompt;

/**
 * A number in a prompt.
 *
 * @param value the number
 * @param base the number before its scale: 80 of "80 thousand"
 * @param unit the unit written next to it
 * @param pointed whether it is written with a point before exactly three digits, which may separate thousands: 80.000
 */
record Num(double value, double base, Unit unit, boolean pointed) {

    /** The unit next to a number. */
    enum Unit {
        NONE,
        PERCENT,
        MONEY
    }

    static Num of(double value) {
        return new Num(value, value, Unit.NONE, false);
    }

    /** Returns the number multiplied by a scale, such as a thousand or a million. */
    Num scaled(double scale) {
        return new Num(value * scale, value, unit, false);
    }

    Num as(Unit other) {
        return new Num(value, base, other, pointed);
    }

    boolean isScaled() {
        return base != value;
    }

    /** Returns this number with the scale of the one after it, if it has none of its own and is smaller: 80 of "80 to 100 thousand". */
    Num withScaleOf(Num next) {
        boolean shares = next.isScaled() && !isScaled() && value < next.base && value != 0;
        return shares ? scaled(next.value / next.base) : this;
    }

    /** Omits the number, so that it can be logged. */
    @Override
    public String toString() {
        return "Num[" + unit + "]";
    }
}
