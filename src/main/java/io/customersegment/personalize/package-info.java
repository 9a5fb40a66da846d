/**
 * Calls Amazon Personalize and translates its faults into failures.
 *
 * <p>{@link io.customersegment.personalize.PersonalizeSource} makes the calls, one attempt each. {@code AnswerReader} reads the
 * answers, {@code ResponseInterceptor} limits their size while they arrive, {@code Faults} and {@code ConnectionFault} determine
 * why there is nothing to read and what an operator can do about it. {@link io.customersegment.personalize.ControlPlane} creates
 * filters and describes campaigns; {@code ClientSetup} is the part that both clients have in common.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>An answer that lacks what was requested is a failure, and not retryable,</b> because the setup of the campaign, the item
 *       schema or the address determines what is returned: each repetition is billed and gets the same. Like a refusal, it does not
 *       open the circuit. The requests are in the errors topic and can be replayed once the setup is corrected.
 *   <li><b>A column that one customer lacks is not a failure,</b> although the catalogue declares it never null: one flawed row
 *       would end every request that fetches it. Such a column counts as missing where no item of the answer has it.
 *   <li><b>The bytes read are limited for each answer and for all together.</b> The limit for each alone, 4 MiB, exceeds the heap
 *       if 256 calls are answered so at once. The head of a response is not limited: the AWS common runtime (CRT) collects it in
 *       native memory and has no setting for that.
 *   <li><b>A refusal because of clock skew is a failure of the service, and retryable.</b> The SDK corrects its clock by the
 *       refusal, so the next attempt succeeds; only calls in flight at that moment are refused.
 *   <li><b>Calls are written, signed and sent on threads of their own,</b> half as many as there are processors and none where
 *       there is one. The SDK does that on its caller's thread, where it was the largest part of the stream thread's work: 100
 *       microseconds per call.
 *   <li><b>The proxy is not left to the SDK.</b> Its {@code ProxyConfiguration} uses one scheme for two purposes: which settings to
 *       read, and whether the proxy itself speaks TLS. With http it ignores {@code HTTPS_PROXY}; with https it speaks TLS to
 *       proxies that do not.
 *   <li><b>A TLS certificate that is not trusted is reported late</b> by the CRT: its TLS library holds a failed handshake back for
 *       10 to 30 seconds. Until then calls end because no connection was ready, and that failure names the certificate as a
 *       possible cause.
 * </ul>
 */
@NullMarked
package io.customersegment.personalize;

import org.jspecify.annotations.NullMarked;
