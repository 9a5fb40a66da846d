/**
 * Coverage-guided fuzzing of all code that reads external input. Each {@link io.customersegment.fuzz.FuzzTarget} is in the package of the
 * code that it tests. {@link io.customersegment.fuzz.FuzzRun} runs all targets under Jazzer; {@link
 * io.customersegment.fuzz.FuzzCorpusTest} runs them only on their seeds and on all earlier findings.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Jazzer is started by a class of this package and not by its JUnit extension</b>, because the extension fuzzes one method per
 *       JVM, and its libraries and agent would be part of every test run. With this class, only the profile {@code fuzz} depends on
 *       Jazzer, no target does, and one table at the end reports on all targets. Revisit if the extension runs several targets and
 *       reports the number of their executions.
 *   <li><b>A target states the properties that must hold, not only that no exception is thrown</b>: a decoded value encodes to the same
 *       bytes, the same input has the same result again, and a refusal comes with an answer.
 *   <li><b>Inputs that once failed are kept as files</b> in {@code src/test/resources/fuzz/TARGET}. Seeds that other corpora already
 *       contain are generated from those corpora.
 * </ul>
 */
@NullMarked
package io.customersegment.fuzz;

import org.jspecify.annotations.NullMarked;
