/**
 * An emulator of Amazon Personalize, covering its runtime and the part of its control plane that concerns filters and campaigns. The
 * unmodified AWS SDK calls it over HTTP.
 *
 * <p>It answers GetRecommendations from a {@link io.customersegment.local.data.Dataset} that it holds in memory: it parses and
 * evaluates the service's filter language, enforces the service's limits with its errors, and on demand is slow, throttles or fails
 * ({@link io.customersegment.local.emulator.Faults}). It has one dataset group with one campaign, whose state can be set ({@link
 * io.customersegment.local.emulator.Setup}), and creates filters as the service does, in a configurable time. Start at {@link
 * io.customersegment.local.emulator.Emulator}.
 *
 * <h2>Design decisions</h2>
 *
 * These decisions cover what the service's documentation leaves open. Revisit each if an answer of the real service contradicts it.
 *
 * <ul>
 *   <li><b>A filter does not renormalise scores:</b> they sum to 1 over the whole catalogue, not over an answer.
 *   <li><b>AND binds tighter than OR.</b>
 *   <li><b>An EXCLUDE that lacks the value of any of its placeholders is skipped as a whole.</b>
 *   <li><b>Filter values that match no placeholder are refused,</b> with or without a filter. A call with both a campaign and a
 *       recommender is refused, too.
 *   <li><b>Filters are found by the last part of their ARN,</b> whatever its account and region; likewise the campaign and the dataset
 *       group, which has the campaign's name.
 *   <li><b>A campaign or a filter that is not ACTIVE is refused</b> as one that does not exist.
 *   <li><b>A filter that cannot be parsed, or that tests too many or unknown fields, is refused by CreateFilter</b> and does not become
 *       CREATE FAILED.
 *   <li><b>Beyond 30 filters or 20 fields of the dataset group, CreateFilter answers LimitExceededException.</b>
 *   <li><b>Signatures are not checked,</b> and their time only by {@link Fault#CLOCK_SKEW}. Promotions, CurrentUser and CurrentItem are
 *       refused, because nothing here uses them.
 * </ul>
 */
@NullMarked
package io.customersegment.local.emulator;

import org.jspecify.annotations.NullMarked;
