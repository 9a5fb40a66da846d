package io.customersegment.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What the address of a service has to be so that the AWS SDK calls it as it is written. */
public final class ServiceAddress {

    private static final int MAX_PORT = 65_535;

    private ServiceAddress() {}

    /**
     * Why calls to the address would not reach it, e.g. {@code must have a host name without underscores, ...}; null if they can.
     * It never repeats the address, which may hold a password.
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
        // An authority that java.net.URI does not take apart; the SDK would sign for no host at all.
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

    /** Whether the AWS SDK is given an address of Personalize's control plane of its own, in the environment or a system property. */
    public static boolean ofControlPlaneGiven() {
        return System.getenv("AWS_ENDPOINT_URL_PERSONALIZE") != null
                || System.getProperty("aws.endpointUrlPersonalize") != null;
    }
}
