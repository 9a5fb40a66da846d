/**
 * Reads the words and says what is being asked.
 *
 * <p>A prompt becomes {@link io.customersegment.criteria.Criteria}: a typed predicate tree with order and size, in a canonical
 * form, so that two wordings of the same wish are equal. Pure: same input, same output, no I/O, no logger. {@link
 * io.customersegment.prompt.GrammarInterpreter} reads in four steps:
 *
 * <ol>
 *   <li><b>Layout.</b> {@code Tokenizer} cuts the prompt into words, numbers, dates, signs and line breaks, and drops nothing;
 *       {@code Spelling} corrects misspelt words; {@code Layout} takes out bullets and finds the blocks: sentences, lines, list
 *       items.
 *   <li><b>Lexicon.</b> {@code Lexicon} finds every phrase that starts at each token, those of {@code English} (english.yaml)
 *       and those of the catalogue. Words are compared by their {@code Lemmas}. What a phrase can be is a {@code Symbol}.
 *   <li><b>Grammar.</b> {@code Chart} applies the rules of {@code Grammar} from right to left until nothing more can be built,
 *       and keeps every {@code Node}: a number, an amount, a window, a condition, an order. Rules have a name, a pattern of
 *       symbols and a cost.
 *   <li><b>Cover.</b> {@code Cover} reads a stretch as the cheapest sequence of nodes over all of its tokens. {@code
 *       PromptReading} tells greetings, labels, lists and remarks from clauses, and a {@code Clause} puts its conditions
 *       together by the words between them. What nothing explains is unread.
 * </ol>
 *
 * <p>The result is a {@link io.customersegment.prompt.Reading}, or a failure that {@code Refusals} puts into words, with what was
 * understood and prompts that would be read. Where to look:
 *
 * <table>
 *   <caption>The classes by what they read</caption>
 *   <tr><th>words</th><td>{@code Tokenizer}, {@code Token}, {@code Spelling}, {@code Corrections}, {@code Lemmas}, {@code English}, {@code WordGroup}, {@code Lexicon}
 *       </td></tr>
 *   <tr><th>grammar</th><td>{@code Symbol}, {@code Grammar}, {@code Match}, {@code Node}, {@code Chart}</td></tr>
 *   <tr><th>numbers</th><td>{@code AmountRules}: {@code Num}, {@code Amount}</td></tr>
 *   <tr><th>dates</th><td>{@code DateRules}, {@code WindowRules}: {@code Period}, {@code Point}, {@code Days}, {@code
 *       Window}; {@code ShortYears}</td></tr>
 *   <tr><th>conditions</th><td>{@code ConditionRules}, {@code ListRules}, {@code RestatementRules}, {@code IndifferenceRules}: {@code Subject}, {@code NamedValues}, {@code Said}, {@code Reference};
 *       {@code Statements} makes {@link io.customersegment.criteria.Condition}s of them</td></tr>
 *   <tr><th>order and size</th><td>{@code ArrangementRules}: {@code Arrangement}, {@code Arranging}</td></tr>
 *   <tr><th>blocks</th><td>{@code Layout}, {@code Blocks}, {@code Part}, {@code Groups}, {@code Stretches}, {@code Definitions}, {@code
 *       Namings}, {@code GivenNames}</td></tr>
 *   <tr><th>remarks</th><td>{@code Remarks}, {@code Topic}, {@code Narrowing}, {@code Labels}, {@code Occasions}, {@code Asides},
 *       {@code SmallTalk}, {@code Sentences}</td></tr>
 *   <tr><th>logic</th><td>{@code Cover}, {@code Item}, {@code Clause}, {@code Operand}, {@code Brackets}, {@code Corrections}, {@code Scopes}, {@code SharedWindows}, {@code Joints}, {@code
 *       Readings}, {@code Reach}</td></tr>
 *   <tr><th>doubts</th><td>{@code Doubts}, which asks {@code Senses}, {@code Circumstances}, {@code Others}, {@code Figures}, {@code
 *       Attachments}</td></tr>
 *   <tr><th>results</th><td>{@code PromptReading}, {@code Reading}, {@code Refusals}, {@code PlainWords}</td></tr>
 * </table>
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>A grammar, and no model.</b> The same prompt must always select the same customers, in microseconds and without a
 *       service, and what is not understood must be refused with the words at fault. Tried: a scanner that went from left to
 *       right, where the first recogniser that matched changed a draft. It weighed nothing, spelt comparison in four places,
 *       and read 31 of 144 prompts that were typed freely. Reopen if a model is as repeatable and reports what it left out:
 *       {@link io.customersegment.prompt.PromptInterpreter} is the place for it, and for a paraphraser whose output this
 *       grammar reads.
 *   <li><b>Every node of the domain is in the cover.</b> A reading that leaves out a condition is a wrong segment that nobody
 *       notices. So a cover has all tokens of its stretch, an unread word costs more than any reading of it, and a condition
 *       that cannot be meant where it stands is unread. Tried: passing over the purpose of a list word by word, which read
 *       "Platinum members to email with churn risk above 0.6" as platinum members, and lost the condition in 245 of 300 such
 *       prompts. Costs may change; the rule is what the product promises.
 *   <li><b>A remark is known by its subject and verb, and reported.</b> "The parts manager ordered too many filters" has a subject
 *       that is none of the customers, then a finite verb ({@code Topic}); what stands in it may be any words, as long as none of
 *       them narrows the customers ({@code Narrowing}: a condition, a text, a comparison, a size, a verb that asks for somebody).
 *       "They must live near the coast" is about the customers and refused. A noun that nobody listed is a subject only if it is an
 *       English word that the catalogue does not have, and nothing that customers have (the husband, the car): a misspelt word of the
 *       catalogue must not turn a condition into a remark. A person is a subject by a given name of english.yaml, by a capital on a word
 *       that is no English one, or behind "my colleague"; where such a name or a thing is preferred, is a must or will do, it is a
 *       demand. What somebody else takes, calls or has is no wish; what they want is. Tried: refusing every unknown word, where half of the refusals were for words
 *       in asides and headings; a list of harmless sentences, which never ends; a list of harmless subjects with any words behind them,
 *       which read 40 of 160 stories told around a wish ({@code stories.jsonl}). In doubt it is no remark. Reopen with remarks that hide
 *       a condition.
 *   <li><b>Only words that are not English are corrected.</b> A word of english-words.txt.gz is taken as it is written: "vest"
 *       is not West. A correction needs one candidate that is one slip away, and the reading notes it. Tried: edit distances
 *       alone; of 2,790 common words that no phrase has, 245 were rewritten, 35 of them into a condition. Reopen for another
 *       language.
 *   <li><b>Ambiguity is refused with the readings.</b> "Gold members in the North and families" may be two segments. A guess is
 *       wrong for one of two senders, and asking costs one request, whose prompt is in the refusal. Tried: one precedence for
 *       all, which answers such prompts with a segment that is not noticed to be wrong. Reopen if a request can be asked back.
 *   <li><b>Negation and "or" go by the form of words.</b> Like binds to like: two adjectives, two verbs or two nouns that "or"
 *       joins share what stands outside, and a negation reaches over them if they are bare. A number, a window or a noun of its
 *       own ends its reach ({@code Scopes}, {@code Joints}). Tried: a negation up to the end of the clause, which turned "no
 *       purchases or at least 3 test drives" into at most two. Reopen with prompts that are read wrong, and change the rule for
 *       the whole kind.
 *   <li><b>A phrase that says something else hides its words.</b> An only child, a credit card and consent to call are phrases that the
 *       catalogue lists as not kept: what their words say alone is not read, unless a longer phrase has all of them. Tried: leaving it
 *       to the words around them, which took "credit risk" for a lease and a churn risk. Reopen with a rule that knows compounds.
 *   <li><b>What somebody wishes is not a fact.</b> Those who want a quote or might buy are not those who did: a wish or a modal
 *       verb makes what it speaks of unread. Reopen if the data has a column for wishes.
 *   <li><b>English is data.</b> Phrases stand in english.yaml by their role, the business in the catalogue. Rules name symbols,
 *       not words, so that a new wording is one entry of data that serves every rule. Tried: phrases in code, where "well over
 *       a year ago" was read and "well over 10 visits" was not. A test checks the file with its JSON Schema; a start does not,
 *       to be faster. Some rules still compare words, where a role would serve that rule alone. Reopen for a second language:
 *       its words are data, their order is not.
 *   <li><b>Time is linear because nodes are bounded.</b> The length of a node, the nodes that start at a token and the steps of
 *       a search have limits ({@code Chart}), so that no prompt can hold a thread up. Tried: rescanning, which took 35 ms for
 *       2,000 characters and 410 ms for 8,000. Past a limit nodes are missing, and words that only they would have explained
 *       are unread. Reopen if prompts that people send reach a limit.
 *   <li><b>A car model that is named as an interest adds no condition.</b> The request names the model, and every answer is
 *       about the interest in it. Another model is refused. Reopen if a request may have two.
 * </ul>
 */
@NullMarked
package io.customersegment.prompt;

import org.jspecify.annotations.NullMarked;
