package io.customersegment.personalize;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.personalize.ResponseInterceptor.ResponseRefused;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Translates the SDK's exceptions into failures; the only class that knows both. Details name codes, never values. */
final class Faults {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERRORS = 500;
    private static final String FROM_ELSEWHERE =
            "so it may not come from Personalize; check personalize.endpoint and the proxy, if there is one";
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "MissingAuthenticationToken");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}");

    /** The failure of a call that was not answered in time. */
    static final Failure TIMED_OUT = timedOut("Personalize did not answer within personalize.call.timeout.ms");

    /** The failure of a call whose credentials were not found in time. */
    static final Failure NO_CREDENTIALS_IN_TIME =
            timedOut("The AWS credentials were not found within personalize.call.timeout.ms");

    /** The failure of a body that exceeds {@link ResponseInterceptor#MAX_BYTES}. */
    static final Failure TOO_LONG =
            unusable("it is longer than " + ResponseInterceptor.MAX_BYTES + " bytes, " + FROM_ELSEWHERE);

    /** The failure of concurrent bodies that together exceed this process's memory, whichever of them are to blame. */
    static final Failure TOO_LONG_TOGETHER =
            failing("Personalize's answers are together longer than there is memory for;"
                    + " raise the heap's size or lower personalize.max.connections");

    private Faults() {}

    /** Returns the reason why the call failed, and what an operator can do about it. */
    static Failure failure(Throwable thrown) {
        Throwable fault = thrown;
        while (fault instanceof CompletionException && fault.getCause() != null) {
            fault = fault.getCause();
        }
        ResponseRefused refused = cause(fault, ResponseRefused.class);
        if (refused != null) {
            return refused.failure();
        }
        if (fault instanceof AwsServiceException answered) {
            return refusal(answered);
        }
        String name = ConnectionFault.name(fault);
        if (name != null) {
            ConnectionFault why = ConnectionFault.of(name);
            return why == ConnectionFault.NOT_READY ? timedOut(why.detail(name)) : failing(why.detail(name));
        }
        return failing("Personalize could not be called (" + fault.getClass().getSimpleName()
                + "); check the AWS credentials and the region of this instance");
    }

    /** Returns the first of the fault and its causes that has this type, null if none has. */
    static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> kind) {
        Throwable cause = fault;
        while (cause != null && !kind.isInstance(cause)) {
            cause = cause.getCause();
        }
        return kind.cast(cause);
    }

    private static Failure refusal(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        int status = answered.statusCode();
        SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
        String which = (code == null ? "no code" : code) + ", " + status;
        if (code == null && response != null) {
            which += ", " + mediaType(response);
        }
        if (answered.isThrottlingException() || status == TOO_MANY_REQUESTS || "SlowDown".equals(code)) {
            return new Failure(
                    Stage.ENRICH,
                    Reason.SOURCE_THROTTLED,
                    "Personalize takes no more calls for now (" + which
                            + "); lower enrich.calls.per.second or raise the campaign's provisioned TPS",
                    null,
                    response == null ? null : retryAfter(response));
        }
        if (status == REQUEST_TIMEOUT) {
            return timedOut("Personalize waited too long for the call (" + which + ")");
        }
        if (answered.isClockSkewException()) {
            return failing("The clock of this instance is not that of Personalize (" + which
                    + "): the next attempt is signed with the time of Personalize; set the clock");
        }
        if (status >= SERVER_ERRORS) {
            return failing(
                    code == null
                            ? "Personalize failed, or a proxy or load balancer before it (" + which + ")"
                            : "Personalize failed (" + which + ")");
        }
        if (code == null) {
            return unusable("it is an error without a code (" + which + "), " + FROM_ELSEWHERE);
        }
        return new Failure(
                Stage.ENRICH, Reason.SOURCE_REFUSED, "Personalize refused the call (" + which + "): " + advice(code));
    }

    /** Returns the seconds of the header Retry-After (RFC 9110, 10.2.3), null if there are none; its other form, a date, is not used. */
    private static @Nullable Duration retryAfter(SdkHttpResponse response) {
        String header = response.firstMatchingHeader("Retry-After").orElse("").strip();
        return header.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    private static String advice(String code) {
        return switch (code) {
            case "ResourceNotFoundException" ->
                "the campaign or a filter does not exist or is not active; compare"
                        + " personalize.campaign.arn, personalize.filter.arn.prefix and the filters that the catalogue needs";
            case "InvalidInputException", "ValidationException" ->
                "a filter or a column is not as the catalogue says;"
                        + " create the filters again and compare the item schema with the catalogue";
            case "AccessDeniedException" ->
                "the credentials of this instance lack personalize:GetRecommendations on the"
                        + " campaign and its filters";
            default ->
                credentialsRefused(code)
                        ? "the credentials of this instance are wrong or expired"
                        : "check the configuration of Personalize";
        };
    }

    /** Whether a refusal with this code concerns the caller's credentials. */
    static boolean credentialsRefused(String code) {
        return BAD_CREDENTIALS.contains(code);
    }

    /** Returns the failure of a response that cannot be used; the text names what is missing and what to check. */
    static Failure unusable(String why) {
        return new Failure(Stage.ENRICH, Reason.SOURCE_UNUSABLE, "Personalize's answer cannot be used: " + why);
    }

    /** Returns the failure of a complete response that is not an answer of the operation. */
    static Failure unreadable(SdkHttpResponse response) {
        return unusable("it is not the JSON of GetRecommendations (" + response.statusCode() + ", "
                + mediaType(response) + "), " + FROM_ELSEWHERE);
    }

    /** Returns the response's media type, e.g. {@code text/html}; never anything else that a server may have put there. */
    private static String mediaType(SdkHttpResponse response) {
        Matcher type =
                MEDIA_TYPE.matcher(response.firstMatchingHeader("Content-Type").orElse(""));
        return type.lookingAt() ? type.group().toLowerCase(Locale.ROOT) : "of no known type";
    }

    private static Failure timedOut(String detail) {
        return new Failure(Stage.ENRICH, Reason.SOURCE_TIMED_OUT, detail);
    }

    private static Failure failing(String detail) {
        return new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, detail);
    }
}
