/**
 * Reads prompts: converts a description of customers in plain English into criteria.
 *
 * <p>A prompt becomes {@link io.customersegment.criteria.Criteria}: a typed predicate tree with order and size, in a canonical
 * form, so that two wordings of the same request are equal. Pure: the same input gives the same output, without I/O or logging.
 * {@link io.customersegment.prompt.GrammarInterpreter} reads in four steps:
 *
 * <ol>
 *   <li><b>Layout.</b> {@code Tokenizer} splits the prompt into words, numbers, dates, signs and line breaks, and drops nothing;
 *       {@code Spelling} corrects misspelt words; {@code Layout} removes bullets and finds the blocks: sentences, lines, list
 *       items.
 *   <li><b>Lexicon.</b> {@code Lexicon} finds every phrase that starts at each token, both those of {@code English} (english.yaml)
 *       and those of the catalogue. Words are compared by their {@code Lemmas}. The category of a phrase is a {@code Symbol}.
 *   <li><b>Grammar.</b> {@code Chart} applies the rules of {@code Grammar} from right to left until no rule builds another node,
 *       and keeps every {@code Node}: a number, an amount, a window, a condition, an order. A rule has a name, a pattern of
 *       symbols and a cost.
 *   <li><b>Cover.</b> {@code Cover} reads a stretch as the cheapest sequence of nodes over all of its tokens. {@code
 *       PromptReading} separates greetings, labels, lists and remarks from clauses, and a {@code Clause} combines its conditions
 *       by the words between them. Words that no node covers are unread.
 * </ol>
 *
 * <p>The result is a {@link io.customersegment.prompt.Reading}, or a failure whose text {@code Refusals} writes: the conditions
 * that were understood, and prompts that would be read. Where to look:
 *
 * <table>
 *   <caption>The classes by the text they read</caption>
 *   <tr><th>words</th><td>{@code Tokenizer}, {@code Token}, {@code Span}, {@code Characters}, {@code Signs},
 *       {@code DateNotation}, {@code NumberNotation}, {@code Spelling}, {@code Slips}, {@code Corrections},
 *       {@code EnglishWords}, {@code Lemmas}, {@code PlainForms}, {@code English}, {@code EnglishPhrases},
 *       {@code ReservedPhrases}, {@code WordGroup}, {@code Lexicon}, {@code CatalogueWords}, {@code DigitNodes}</td></tr>
 *   <tr><th>grammar</th><td>{@code Symbol}, {@code Grammar}, {@code Match}, {@code Node}, {@code Chart}</td></tr>
 *   <tr><th>numbers</th><td>{@code AmountRules}: {@code Num}, {@code Amount}</td></tr>
 *   <tr><th>dates</th><td>{@code DateRules}, {@code YearPartRules}, {@code CalendarPoints}, {@code WindowRules},
 *       {@code CalendarWindowRules}, {@code DateRangeRules}, {@code TimeSpanRules}, {@code RelativeWindows}:
 *       {@code Period}, {@code Point}, {@code Days}, {@code Month}, {@code YearPart}, {@code YearParts}, {@code Years},
 *       {@code Window}; {@code ShortYears}, {@code TimeReferences}</td></tr>
 *   <tr><th>conditions</th><td>{@code ConditionRules}, {@code SubjectRules}, {@code CountRules}, {@code YearLikeCountRules},
 *       {@code AbsenceRules}, {@code AgeRules}, {@code SubjectPairRules}, {@code DatedConditionRules}, {@code ListRules}, {@code ValueRules},
 *       {@code AnyValueRules}, {@code RequestedListRules}, {@code RestatementRules}, {@code IndifferenceRules}:
 *       {@code Subject}, {@code NamedValues}, {@code WordedCondition}, {@code Reference}; {@code Statements} builds
 *       {@link io.customersegment.criteria.Condition}s from them, with {@code AmountConditions}, {@code DateConditions},
 *       {@code MeaningConditions}, {@code ColumnConditions}, {@code ReplacedTimes}</td></tr>
 *   <tr><th>order and size</th><td>{@code ArrangementRules}, {@code SizeRules}, {@code SuperlativeRules},
 *       {@code SubjectOrders}: {@code Arrangement}, {@code Arranging}</td></tr>
 *   <tr><th>blocks</th><td>{@code Layout}, {@code ListMarkers}, {@code Blocks}, {@code Part}, {@code Parts},
 *       {@code Addresses}, {@code ListHeads}, {@code HeadedLists}, {@code NamedGroups}, {@code LabelledBlocks},
 *       {@code Labels}, {@code Occasions}, {@code Offers}, {@code OccasionTimes}, {@code Groups}, {@code Stretches},
 *       {@code Definitions}, {@code Explanations}, {@code Namings}, {@code GivenNames}, {@code SubjectLines},
 *       {@code Senders}</td></tr>
 *   <tr><th>remarks</th><td>{@code Remarks}, {@code AuthorNotes}, {@code Preambles}, {@code RemarkClauses},
 *       {@code Topic}, {@code NounPhrases}, {@code Narrowing}, {@code CustomerMentions}, {@code RequestedSizes},
 *       {@code OccasionPhrases}, {@code Asides}, {@code PurposeTails}, {@code SmallTalk}, {@code Sentences},
 *       {@code Claims}, {@code Courtesies}, {@code Shares}</td></tr>
 *   <tr><th>logic</th><td>{@code Cover}, {@code Positions}, {@code Headcounts}, {@code ClauseEdges}, {@code Item},
 *       {@code Clauses}, {@code Clause}, {@code Ellipses}, {@code Denials}, {@code ExclusionWords}, {@code SharedConditions},
 *       {@code Operand}, {@code Brackets}, {@code Scopes}, {@code NegatedAlternatives}, {@code Exclusions},
 *       {@code ExclusionLists}, {@code SharedWindows}, {@code ClosingTimes}, {@code Joints}, {@code LikeOperands},
 *       {@code Unions}, {@code Readings}</td></tr>
 *   <tr><th>doubts</th><td>{@code Doubts}, which consults {@code NegationDoubts}, {@code LinkDoubts},
 *       {@code QualifierDoubts}, {@code Circumstances}, {@code ThirdPartyActions}, {@code OwnFacts}, {@code Figures},
 *       {@code MistakenYears}, {@code EventTimes}, {@code AgesOfThings}; {@code Senses}:
 *       {@code ConditionSenses}, {@code SilentSenses}; {@code Attachments}: {@code RelativeClauses},
 *       {@code Relatives}, {@code SilentReferents}, {@code ActionComplements}, {@code UnnamedNumbers},
 *       {@code AmbiguousTimes}, {@code Reach}; {@code Neighbours}; of whole prompts {@code Subgroups} and
 *       {@code NestedSelections}</td></tr>
 *   <tr><th>results</th><td>{@code PromptReading}, {@code Conjuncts}, {@code Contradictions}, {@code UnreadWords}, {@code Reading},
 *       {@code RequiringInterpreter}, {@code Refusals}, {@code NearPhrases}, {@code PlainWords}</td></tr>
 * </table>
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>A grammar, not a model.</b> The same prompt must always select the same customers, in microseconds and without a
 *       service, and words that are not understood must be refused and named. Tried: a left-to-right scanner in which the first
 *       recognizer that matched changed a draft. It weighed no alternatives, spelled out comparisons in four places, and read 31
 *       of 144 prompts that were typed freely. Revisit if a model is equally repeatable and reports the words it left out:
 *       {@link io.customersegment.prompt.PromptInterpreter} is the port for it, and for a paraphraser whose output this grammar
 *       reads.
 *   <li><b>The cover contains every node of the domain.</b> A reading that leaves out a condition yields a wrong segment, and the
 *       error goes unnoticed. Therefore a cover spans all tokens of its stretch, an unread word costs more than any reading of it,
 *       and a condition that cannot be meant in its position is unread. Tried: passing over the purpose of a list word by word,
 *       which read "Platinum members to email with churn risk above 0.6" as platinum members, and lost the condition in 245 of 300
 *       such prompts. Costs may change; the rule is the product's promise.
 *   <li><b>A remark is recognized by its subject and verb, and reported.</b> "The parts manager ordered too many filters" has a
 *       subject that does not denote customers, followed by a finite verb ({@code Topic}); it may contain any words, as long as
 *       none of them restricts the customers ({@code Narrowing}: a condition, a text value, a comparison, a size, a verb that
 *       requests people). "They must live near the coast" is about the customers and is refused. An unlisted noun is a subject
 *       only if it is an English word that is neither in the catalogue nor something that customers have (the husband, the car):
 *       a misspelt word of the catalogue must not turn a condition into a remark. A person is a subject by a given name of
 *       english.yaml, by a capital on a word that is not English, or after "my colleague"; a sentence in which such a name or a
 *       thing is preferred, required or sufficient is a demand. The things that another person takes, calls or has are not a
 *       request; the things that person wants are. Tried: refusing every unknown word, where half of the refusals were for words in
 *       asides and headings; a list of harmless sentences, which never ends; a list of harmless subjects followed by any words,
 *       which read 40 of 160 requests embedded in stories ({@code stories.jsonl}). In doubt, a sentence is not a remark. Revisit
 *       if a remark hides a condition.
 *   <li><b>Only words that are not English are corrected.</b> A word of english-words.txt.gz is taken as written: "vest" is not
 *       West. A correction needs one candidate that is one slip away, and the reading notes it. Tried: edit distances alone; of
 *       2,790 common words that are in no phrase, 245 were rewritten, 35 of them into a condition. Revisit for another language.
 *   <li><b>An ambiguous prompt is refused with its readings.</b> "Gold members in the North and families" may be two segments. A
 *       guess is wrong for one of two senders; a refusal costs one more request, whose prompt it contains. Tried: one precedence
 *       for all prompts, which answers such prompts with a wrong segment that goes unnoticed. Revisit if the service can ask the
 *       sender back.
 *   <li><b>Negation and "or" follow the form of words.</b> Like binds to like: two adjectives, two verbs or two nouns joined by
 *       "or" share the words outside, and a negation extends over them if they are bare. A number, a window or a noun of its own
 *       ends its scope ({@code Scopes}, {@code Joints}). Tried: a negation up to the end of the clause, which turned "no
 *       purchases or at least 3 test drives" into at most two. Revisit if prompts are read wrong, and change the rule for the
 *       whole kind.
 *   <li><b>A phrase with a different meaning hides its words.</b> An only child, a credit card and consent to call are phrases that
 *       the catalogue lists as not kept: the separate meanings of their words are not read, unless a longer phrase contains all of
 *       them. Tried: leaving the decision to the surrounding words, which took "credit risk" for a lease and a churn risk. Revisit
 *       if a rule recognizes compounds.
 *   <li><b>A wish of customers is not a fact.</b> Customers who want a quote or might buy are not those who did: the object of a
 *       wish or a modal verb is unread. Revisit if the data has a column for wishes.
 *   <li><b>English is data.</b> english.yaml lists phrases by their role, and the catalogue those of the business. Rules name
 *       symbols, not words, so that a new wording is one entry of data that serves every rule. Tried: phrases in code, where "well
 *       over a year ago" was read and "well over 10 visits" was not. A test validates the file against its JSON Schema; startup
 *       does not, to be faster. Some rules still compare words, where a role would serve that rule alone. Revisit for a second
 *       language: its words are data, its word order is not.
 *   <li><b>Time is linear because nodes are bounded.</b> The length of a node, the nodes that start at a token and the steps of
 *       a search have limits ({@code Chart}), so that no prompt can block a thread. Tried: rescanning, which took 35 ms for
 *       2,000 characters and 410 ms for 8,000. Beyond a limit, nodes are missing, and words that only these nodes would have
 *       covered are unread. Revisit if real prompts reach a limit.
 *   <li><b>A car model that is named as an interest adds no condition.</b> The request names the model, and every answer is
 *       about the interest in it. Another model is refused. Revisit if a request may have two.
 * </ul>
 */
@NullMarked
package io.customersegment.prompt;

import org.jspecify.annotations.NullMarked;
