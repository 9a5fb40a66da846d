/**
 * The knowledge of a business: its columns and the words its people use for them, read once from {@code catalogue.yaml}.
 *
 * <p>The engine knows the language and the catalogue knows the business: Java code contains no word of a business. Prompts are read
 * and queries are planned with the catalogue, and a deployment brings its own.
 *
 * <p>The {@link io.customersegment.catalogue.Lexicon} contains the words. An {@link io.customersegment.catalogue.Entry} is a thing
 * that prompts can refer to: its phrases by the part they play in a sentence, the columns for how many, when and which, and the
 * meaning of its bare mention. A {@link io.customersegment.catalogue.Meaning} keeps time spans relative, because the catalogue does
 * not know the day of a request.
 *
 * <p>A {@link io.customersegment.catalogue.Sample} describes invented customers of the business, so that prompts can be tried before
 * there is data.
 *
 * <p>A catalogue is a YAML file that {@code catalogue.schema.json} describes. {@link io.customersegment.catalogue.YamlDocument} reads
 * it with the position of every key, {@link io.customersegment.catalogue.YamlSchema} applies the schema, and
 * {@link io.customersegment.catalogue.CatalogueRules} applies the rules between columns, entries and words. The limits of filters and
 * the requirements of English are rules of {@code plan} and {@code prompt}, which add their problems to a
 * {@link io.customersegment.catalogue.CatalogueFile}.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Phrases are written in their plain form only,</b> because the engine handles inflections, articles and typos.
 *   <li><b>Every violation of a rule is an error, and all errors are reported at once,</b> because a misspelt key would silently
 *       change the meaning of prompts.
 *   <li><b>Two entries may share a phrase only if the words after it decide between them:</b> both have a number, a date or a value,
 *       and neither has what the other has. So "owner" refers to purchases in "owners since 2020" and to models in "owners of a
 *       Yaris". Tried: removing it from either entry changed how prompts were read.
 *   <li><b>A word for the people may be what an entry counts, and an occasion may be a verb of an entry,</b> because the sentence
 *       distinguishes them: "households of five", "for our spring drive" and "who drive a Yaris". Any other word without a meaning
 *       must not be a phrase that has one.
 *   <li><b>Scalars have the types of YAML 1.2,</b> because YAML 1.1 read the words "on" and "off" of the built-in catalogue as true
 *       and false.
 *   <li><b>The built-in catalogue is checked by a test, not at start.</b> Measured on two cores, the checks add 80 ms where the JSON
 *       Schema validator is already loaded, and 420 ms where it is not; the rest takes 130 ms.
 * </ul>
 */
@NullMarked
package io.customersegment.catalogue;

import org.jspecify.annotations.NullMarked;
