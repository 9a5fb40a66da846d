package io.customersegment.local.data;

import org.jspecify.annotations.Nullable;

/** A customer during generation; texts are indexes in the catalogue's order, dates are days before the day of the data. */
final class Profile {

    /** Replaces a number of days if the event did not happen. */
    static final int NEVER = -1;

    int age;
    int ageGroup;
    int region;
    int income;
    int children;
    int household;

    int tenure;
    int contact;
    /** Whether the last contact is too long ago to be on record. */
    boolean unheard;
    /** How engaged the customer is with the company, 0 to 1. */
    double engagement;

    int purchases;
    int lastPurchase = NEVER;
    double spend;

    @Nullable
    String ownedModel;
    /** Days until the lease ends. */
    int lease = NEVER;

    int services;
    int lastService = NEVER;

    boolean consent;
    int opens;
    int clicks;
    int visits;
    int lastOpen = NEVER;
    int lastClick = NEVER;
    int lastVisit = NEVER;

    int testDrives;
    int quotes;
    int lastTestDrive = NEVER;
    int lastQuote = NEVER;

    int tier;
    double churn;
}
