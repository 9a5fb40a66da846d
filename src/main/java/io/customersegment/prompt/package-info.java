/**
 * Reads the words and says what is being asked.
 *
 * <p>A prompt becomes {@link io.customersegment.criteria.Criteria}: a typed predicate tree with order and size, in a canonical
 * form, so that two wordings of the same wish are equal. Pure: same input, same output, no I/O, no logger.
 *
 * <p>{@link io.customersegment.prompt.GrammarInterpreter} reads in four steps, each with the classes it needs:
 *
 * <ol>
 *   <li>The prompt is cut into tokens and their typos are put right ({@code Tokenizer}, {@code Stem}, {@code Typos}), and every
 *       phrase is found that starts at each of them, of plain English ({@code Role}) or of the catalogue: {@code Vocabulary},
 *       {@code Words}.
 *   <li>From left to right the words become slots ({@code Clauses}): a {@code Mention} is one thing spoken of, with its number
 *       ({@code Amounts}, {@code Numbers}), its stretch of time ({@code Times}, {@code Stretches},
 *       {@code Points}, {@code Dates}) and its texts
 *       ({@code Naming}, {@code TextRanges}); {@code Measures} and {@code Glosses} decide what a number or a time is said of, {@code Arrangement} reads order and size,
 *       {@code Purposes} passes over what says nothing. Between the mentions stand the words that join and negate.
 *   <li>Each mention becomes a {@link io.customersegment.criteria.Condition} ({@code Meanings}); one that cannot, and every word
 *       that nothing explains, ends in a refusal that quotes it ({@code Refusal}).
 *   <li>The conditions are put together by the precedence of "and", "or", "not" and "except" ({@code Logic}, {@code Phrase}).
 * </ol>
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>A hand-made grammar, and no model: the same prompt must always give the same customers, and what is not understood must
 *       be refused with the words at fault. A model may stand behind {@link io.customersegment.prompt.PromptInterpreter}.
 *   <li>What is wished or expected is no fact: those who want a quote or might buy are not read as those who did.
 *   <li>A vague word is passed over only where the prompt explains it: frequent buyers, meaning at least three cars.
 *   <li>Words that say nothing are listed, never guessed: an unknown word refuses the prompt even where it looks harmless, for it
 *       may carry a condition.
 *   <li>English stands in code, the business in the catalogue: no column, no product and no customer word is named here.
 *   <li>A car model that the prompt mentions as an interest says nothing: the request names the model, and the interpreter does
 *       not know it.
 *   <li>Adjectives joined by "or" share the noun that follows (loyal or wealthy customers in the West), nouns do not (seniors or
 *       families in the West): there "or" is weaker than what stands beside the last.
 * </ul>
 */
@NullMarked
package io.customersegment.prompt;

import org.jspecify.annotations.NullMarked;
