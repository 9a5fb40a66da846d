package io.customersegment.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Validates the address of a service, which the AWS SDK must be able to call as it is written. */
public final class ServiceAddress {

    private static final int MAX_PORT = 65_535;

    private ServiceAddress() {}

    /**
     * Returns why calls to the address would not reach it, e.g. {@code must have a host name without underscores, ...}, or null if they
     * would. The text never repeats the address, which may contain a password.
     */
    public static @Nullable String problem(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException notAnAddress) {
            return "must be an address like http://localhost:8082";
        }
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            return "must begin with http:// or https://";
        }
        // java.net.URI cannot parse such an authority, and the SDK would sign for no host.
        if (uri.getHost() == null) {
            return "must have a host name of letters, digits, hyphens and dots, without underscores, and at most a port"
                    + " number after it";
        }
        if (uri.getHost().startsWith("[")) {
            return "must have a host name or an IPv4 address, for the AWS client does not call IPv6 addresses";
        }
        if (uri.getUserInfo() != null) {
            return "must not hold a user or a password, which would not be sent";
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return "must have a port from 1 to " + MAX_PORT;
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            return "must end before a question mark or a hash";
        }
        return null;
    }

    /** Whether the environment or a system property gives the AWS SDK a separate address for Personalize's control plane. */
    public static boolean ofControlPlaneGiven() {
        return System.getenv("AWS_ENDPOINT_URL_PERSONALIZE") != null
                || System.getProperty("aws.endpointUrlPersonalize") != null;
    }
}
