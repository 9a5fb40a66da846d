/**
 * A stand-in for Amazon Personalize, its runtime and so much of its control plane as filters and campaigns take, to which the
 * unmodified AWS SDK talks over HTTP.
 *
 * <p>It answers GetRecommendations from a {@link io.customersegment.local.data.Dataset} that it holds in memory: it reads and
 * evaluates the service's filter language, enforces its limits with its errors, and on demand is slow, throttles or fails
 * ({@link io.customersegment.local.emulator.Faults}). It has one dataset group with one campaign, whose state can be set ({@link
 * io.customersegment.local.emulator.Setup}), and creates filters as the service does, in a time that can be set. Begin with {@link io.customersegment.local.emulator.Emulator}.
 *
 * <h2>Design decisions</h2>
 *
 * What the service's documentation leaves open is decided here, and would change with the first answer of the real service that
 * says otherwise:
 *
 * <ul>
 *   <li>A filter does not renormalise scores: they sum to 1 over the whole catalogue, not over an answer.
 *   <li>AND binds tighter than OR.
 *   <li>An EXCLUDE that lacks the value of any of its placeholders is skipped as a whole.
 *   <li>Filter values that no placeholder takes are refused, with or without a filter. So is a campaign and a recommender in one call.
 *   <li>Filters are found by the last part of their ARN, whatever account and region stand before it; likewise the campaign and
 *       the dataset group, which has the campaign's name.
 *   <li>A campaign or a filter that is not ACTIVE is refused as one that does not exist.
 *   <li>A filter that cannot be read, or that looks at too many or unknown fields, is refused by CreateFilter and does not become CREATE FAILED.
 *   <li>Past 30 filters or 20 fields of the dataset group CreateFilter answers LimitExceededException.
 *   <li>Signatures are not checked, nor is their time but by {@link Fault#CLOCK_SKEW}. Promotions, CurrentUser and CurrentItem are refused: nothing here asks for them.
 * </ul>
 */
@NullMarked
package io.customersegment.local.emulator;

import org.jspecify.annotations.NullMarked;
