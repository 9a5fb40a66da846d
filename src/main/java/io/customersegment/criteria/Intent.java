package io.customersegment.criteria;

import io.customersegment.request.CarModel;

/** Whom to find for which car model. */
public record Intent(CarModel carModel, Criteria criteria) {}
