package io.customersegment.personalize;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.personalize.ResponseInterceptor.ResponseRefused;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Translates the SDK's exceptions into failures; the only place that knows both. Details name codes, never values. */
final class Faults {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERRORS = 500;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}");

    /** As the CRT calls it; its client wraps it into an exception that says nothing of it. */
    private static final String NO_CONNECTION = "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT";

    /** Why the call failed that is not answered yet. */
    static final Failure TIMED_OUT = timedOut("Personalize did not answer within personalize.call.timeout.ms");

    /** A body that does not end; see {@link ResponseInterceptor#MAX_BYTES}. */
    static final Failure TOO_LONG = unusable("it is longer than " + ResponseInterceptor.MAX_BYTES
            + " bytes, so it may not come from Personalize; check personalize.endpoint and the proxy, if there is one");

    /** Many bodies at once that are too long for this process' memory, whichever of them are to blame. */
    static final Failure TOO_LONG_TOGETHER =
            failing("Personalize's answers are together longer than there is memory for;"
                    + " raise the heap's size or lower personalize.max.connections");

    private Faults() {}

    /** Why the call failed, and what an operator can do about it. */
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
        HttpException unsent = cause(fault, HttpException.class);
        if (unsent != null && CRT.awsErrorName(unsent.getErrorCode()).equals(NO_CONNECTION)) {
            return timedOut("No connection to Personalize was free in time; see personalize.max.connections");
        }
        IOException unreachable = cause(fault, IOException.class);
        if (unreachable != null) {
            return failing("Personalize cannot be reached (" + name(unreachable) + ")");
        }
        return failing("Personalize could not be called (" + name(fault)
                + "); check the AWS credentials and the region of this instance");
    }

    /** The first of the fault and its causes that is of this kind, null if none is. */
    static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> kind) {
        Throwable cause = fault;
        while (cause != null && !kind.isInstance(cause)) {
            cause = cause.getCause();
        }
        return kind.cast(cause);
    }

    private static Failure refusal(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "no code" : details.errorCode();
        int status = answered.statusCode();
        String which = code + ", " + status;
        if (answered.isThrottlingException() || status == TOO_MANY_REQUESTS || code.equals("SlowDown")) {
            return new Failure(
                    Stage.ENRICH,
                    Reason.SOURCE_THROTTLED,
                    "Personalize takes no more calls for now (" + which
                            + "); lower enrich.calls.per.second or raise the campaign's provisioned TPS");
        }
        if (status == REQUEST_TIMEOUT) {
            return timedOut("Personalize waited too long for the call (" + which + ")");
        }
        if (status >= SERVER_ERRORS) {
            return failing("Personalize failed (" + which + ")");
        }
        return new Failure(
                Stage.ENRICH, Reason.SOURCE_REFUSED, "Personalize refused the call (" + which + "): " + advice(code));
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
            case "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "ExpiredTokenException",
                    "IncompleteSignature",
                    "InvalidClientTokenId",
                    "MissingAuthenticationToken" -> "the credentials of this instance are wrong or expired";
            default -> "check the configuration of Personalize";
        };
    }

    /** What came is not an answer; the sentence names what is missing and what to check. */
    static Failure unusable(String why) {
        return new Failure(Stage.ENRICH, Reason.SOURCE_UNUSABLE, "Personalize's answer cannot be used: " + why);
    }

    /** What arrived in full is not what the operation answers. */
    static Failure unreadable(SdkHttpResponse response) {
        return unusable("it is not the JSON of GetRecommendations (" + response.statusCode() + ", "
                + mediaType(response) + "), so it may not come from Personalize; check personalize.endpoint and the"
                + " proxy, if there is one");
    }

    /** The response's media type, e.g. {@code text/html}; never anything else that a server may have put there. */
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

    private static String name(Throwable fault) {
        return fault.getClass().getSimpleName();
    }
}
