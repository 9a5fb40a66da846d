package io.customersegment.local.data;

import org.jspecify.annotations.Nullable;

/** A customer in the making; texts as their place in the catalogue's order, dates as days before the day of the data. */
final class Profile {

    /** In place of days: it did not happen. */
    static final int NEVER = -1;

    int age;
    int ageGroup;
    int region;
    int income;
    int children;
    int household;

    int tenure;
    int contact;
    /** Whether the last contact is so long ago that nobody wrote it down. */
    boolean unheard;
    /** How close they are to the company, 0 to 1. */
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
