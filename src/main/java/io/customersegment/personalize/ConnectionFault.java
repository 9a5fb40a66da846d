package io.customersegment.personalize;

import java.io.IOException;
import java.net.ConnectException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;

/**
 * The reason why no connection to the service could be made or kept, and what an operator can do about it. Errors are identified by
 * their name in the AWS common runtime (CRT), which its client omits from its exceptions.
 */
enum ConnectionFault {
    DNS(
            "The host name of Personalize cannot be resolved",
            "check personalize.endpoint or the region, this instance's name server, and whether only a proxy knows the name"
                    + " (HTTPS_PROXY)"),
    REFUSED(
            "The host of Personalize, or of the proxy to it, refuses connections",
            "check host and port of personalize.endpoint, or of the proxy, and that it is up"),
    NO_ROUTE(
            "The host of Personalize, or of the proxy to it, does not answer",
            "check firewalls, security groups, the VPC endpoint, and whether calls have to go through a proxy (HTTPS_PROXY)"),
    TLS(
            "No TLS connection to Personalize could be made",
            "check that the address speaks TLS, and that the certificates of this system, not those of Java, trust it or the"
                    + " proxy that opens TLS"),
    PROXY(
            "The proxy does not let calls through to Personalize",
            "check the proxy's rules, and the user and password in HTTPS_PROXY"),
    NOT_HTTP(
            "What answers in the place of Personalize does not speak HTTP",
            "check scheme and port of personalize.endpoint"),
    CLOSED(
            "The connection to Personalize was closed before the answer was complete",
            "if that goes on, check what lies between, and whether the address needs http or https"),
    NOT_READY(
            "No connection to Personalize was ready in time",
            "the host does not answer, or its TLS certificate is not trusted, which the client reports up to 30 s late, or"
                    + " personalize.max.connections are in use"),
    OTHER("Personalize cannot be reached", "check personalize.endpoint and the network");

    private static final String TLS_NEGOTIATION_FAILURE = "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE";
    private static final String SOCKET_TIMEOUT = "AWS_IO_SOCKET_TIMEOUT";

    private final String sentence;
    private final String advice;

    ConnectionFault(String sentence, String advice) {
        this.sentence = sentence;
        this.advice = advice;
    }

    /** Returns the name of the error, null if the fault does not concern a connection. */
    static @Nullable String name(Throwable fault) {
        HttpException named = Faults.cause(fault, HttpException.class);
        if (named != null) {
            return CRT.awsErrorName(named.getErrorCode());
        }
        // For these two the client throws exceptions of the JDK, without the error.
        if (Faults.cause(fault, SSLException.class) != null) {
            return TLS_NEGOTIATION_FAILURE;
        }
        if (Faults.cause(fault, ConnectException.class) != null) {
            return SOCKET_TIMEOUT;
        }
        IOException other = Faults.cause(fault, IOException.class);
        return other == null ? null : other.getClass().getSimpleName();
    }

    /** Returns the fault for an error of this name. */
    static ConnectionFault of(String name) {
        if (name.startsWith("AWS_IO_DNS")) {
            return DNS;
        }
        if (name.startsWith("AWS_IO_TLS")) {
            return TLS;
        }
        if (name.startsWith("AWS_ERROR_HTTP_PROXY")) {
            return PROXY;
        }
        return switch (name) {
            case "AWS_IO_SOCKET_CONNECTION_REFUSED" -> REFUSED;
            case SOCKET_TIMEOUT, "AWS_IO_SOCKET_NO_ROUTE_TO_HOST", "AWS_IO_SOCKET_NETWORK_DOWN" -> NO_ROUTE;
            case "AWS_ERROR_HTTP_PROTOCOL_ERROR" -> NOT_HTTP;
            case "AWS_IO_SOCKET_CLOSED", "AWS_IO_BROKEN_PIPE", "AWS_ERROR_HTTP_CONNECTION_CLOSED" -> CLOSED;
            case "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT" -> NOT_READY;
            default -> OTHER;
        };
    }

    /** Describes what happened, with the error's name, and what to check. */
    String detail(String name) {
        return sentence + " (" + name + "): " + advice;
    }
}
