package io.customersegment.criteria;

import io.customersegment.request.CarModel;

/**
 * Whom to find for which car model.
 *
 * @param required the part of the criteria's condition that is always asked for, whatever the prompt says; everybody if nothing is
 */
public record Intent(CarModel carModel, Criteria criteria, Condition required) {

    /** An intent of which nothing is always asked for. */
    public Intent(CarModel carModel, Criteria criteria) {
        this(carModel, criteria, Condition.everybody());
    }
}
