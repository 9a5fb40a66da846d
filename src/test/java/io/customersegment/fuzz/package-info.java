/**
 * Coverage-guided fuzzing of everything that reads what others wrote. A {@link io.customersegment.fuzz.FuzzTarget} stands in the package
 * of the code it tests; {@link io.customersegment.fuzz.FuzzRun} runs all of them under Jazzer, {@link
 * io.customersegment.fuzz.FuzzCorpusTest} only their seeds and what was ever found.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Jazzer is started by a class of ours and not by its JUnit extension.</b> The extension fuzzes one method per JVM, and its
 *       libraries and agent would be in every test run. As it is, only the profile {@code fuzz} depends on Jazzer, no target does, and
 *       one table at the end tells of all. Revisit if the extension runs several targets and reports their executions.
 *   <li><b>A target states what must hold, not only that nothing is thrown</b>: what is decoded encodes to the same bytes, what is read is
 *       read the same again, what is refused is refused with an answer.
 *   <li><b>Inputs that once failed are kept as files</b> in {@code src/test/resources/fuzz/TARGET}, seeds that other corpora
 *       already hold are made from these.
 * </ul>
 */
@NullMarked
package io.customersegment.fuzz;

import org.jspecify.annotations.NullMarked;
