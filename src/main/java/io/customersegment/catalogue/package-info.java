/**
 * What the business knows: its columns and the words its people use for them, read once from {@code catalogue.yaml}.
 *
 * <p>The engine knows language, the catalogue knows the business: no business word stands in Java code. The prompt is read
 * with it, queries are planned with it, and a deployment brings its own.
 *
 * <p>The {@link io.customersegment.catalogue.Lexicon} holds the words. An {@link io.customersegment.catalogue.Entry} is one thing
 * that prompts speak of: its phrases by the part they play in a sentence, the columns that know how many, when and which, and
 * what its bare mention means. A {@link io.customersegment.catalogue.Meaning} keeps spans of time relative, since the catalogue
 * knows no day.
 *
 * <h2>Meant</h2>
 *
 * <ul>
 *   <li>Phrases are written in their plain form only; inflections, articles and typos are the engine's. Whatever phrase two entries
 *       share is told apart by what stands beside it, the first entry winning.
 *   <li>An unknown key in an entry is an error: a misspelt key would silently change what prompts mean.
 * </ul>
 */
@NullMarked
package io.customersegment.catalogue;

import org.jspecify.annotations.NullMarked;
