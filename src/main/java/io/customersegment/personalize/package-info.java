/**
 * Asks Amazon Personalize and translates its faults into ours.
 *
 * <p>{@link io.customersegment.personalize.PersonalizeSource} makes the calls, one attempt each. {@code AnswerReader} reads what
 * comes back, {@code ResponseInterceptor} bounds it while it arrives, {@code Faults} and {@code ConnectionFault} say why there is
 * nothing to read and what an operator can do about it. {@link io.customersegment.personalize.ControlPlane} creates filters and looks
 * at campaigns; {@code ClientSetup} is what both clients have in common.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>An answer that lacks what was asked for is a failure, and not retryable.</b> How the campaign, the item schema or the
 *       address is set up decides what comes back, so each repetition is billed and gets the same. It does not open the circuit
 *       either, like a refusal. The requests are in the errors topic and can be replayed once the setup is mended.
 *   <li><b>A column that one customer lacks is no failure</b>, though the catalogue says that it is never null: one flawed row would
 *       end every request that fetches it. Such a column counts as missing where no item of the answer has it.
 *   <li><b>What is read is bounded for each answer and for all together.</b> The bound of each alone, 4 MiB, is more than the heap has
 *       where 256 calls are answered so at once. The head of a response is not bounded: the AWS common runtime (CRT) collects it in
 *       native memory and has no setting for that.
 *   <li><b>A refusal over clock skew is a failure of the service, and retryable.</b> The SDK corrects its clock by the refusal, so
 *       the next attempt succeeds; only calls in flight at that moment are refused.
 *   <li><b>Calls are written, signed and sent on threads of their own</b>, half as many as there are processors and none where there is
 *       one. The SDK does that on its caller's thread, which was the stream thread's largest piece of work: 100 microseconds a call.
 *   <li><b>The proxy is not left to the SDK.</b> Its {@code ProxyConfiguration} takes one scheme for two things: which settings to
 *       read, and whether the proxy itself speaks TLS. With http it ignores {@code HTTPS_PROXY}; with
 *       https it speaks TLS to proxies that do not.
 *   <li><b>A TLS certificate that is not trusted is reported late</b>, by the CRT: its TLS library holds a failed handshake back for 10
 *       to 30 seconds. Until then calls end because no connection was ready, which names that as a possible cause.
 * </ul>
 */
@NullMarked
package io.customersegment.personalize;

import org.jspecify.annotations.NullMarked;
