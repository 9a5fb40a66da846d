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
 * <p>A {@link io.customersegment.catalogue.Sample} says what invented customers of the business are like, so that prompts can be tried
 * before there is data.
 *
 * <p>A catalogue is a YAML file that {@code catalogue.schema.json} describes. {@link io.customersegment.catalogue.YamlDocument} reads
 * it with the position of every key, {@link io.customersegment.catalogue.YamlSchema} applies the schema, and
 * {@link io.customersegment.catalogue.CatalogueRules} applies the rules between columns, entries and words. What filters cannot carry and
 * what English needs are rules of {@code plan} and {@code prompt}, which add to a {@link io.customersegment.catalogue.CatalogueFile}.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Phrases are written in their plain form only.</b> Inflections, articles and typos are the engine's.
 *   <li><b>Whatever breaks a rule is an error, and all errors are reported at once.</b> A misspelt key would silently change what
 *       prompts mean.
 *   <li><b>Two entries may share a phrase only if what follows it decides between them:</b> both know a number, a date or a value,
 *       and neither knows what the other does. So "owner" is of purchases in "owners since 2020" and of models in "owners of a
 *       Yaris". Removing it from either entry changed how prompts were read.
 *   <li><b>A word for the people may be what an entry counts, and an occasion may be a verb of an entry:</b> "households of five",
 *       "for our spring drive" and "who drive a Yaris". The sentence tells them apart. Any other word that says nothing must not be
 *       a phrase that says something.
 *   <li><b>Scalars have the types of YAML 1.2.</b> YAML 1.1 read the words "on" and "off" of the built-in catalogue as true and
 *       false.
 *   <li><b>The catalogue that is built in is checked by a test, not at start.</b> Measured on two cores, the checks
 *       add 80 ms where the JSON Schema validator is loaded already, and 420 ms where it is not; the rest takes 130 ms.
 * </ul>
 */
@NullMarked
package io.customersegment.catalogue;

import org.jspecify.annotations.NullMarked;
