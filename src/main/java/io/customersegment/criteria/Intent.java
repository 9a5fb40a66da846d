package io.customersegment.criteria;

import io.customersegment.request.CarModel;

/**
 * The customers to find for a car model.
 *
 * @param required the part of the criteria's condition that is required independent of the prompt; {@link Condition#everybody} if
 *     there is none
 */
public record Intent(CarModel carModel, Criteria criteria, Condition required) {

    /** Creates an intent without a required part. */
    public Intent(CarModel carModel, Criteria criteria) {
        this(carModel, criteria, Condition.everybody());
    }
}
