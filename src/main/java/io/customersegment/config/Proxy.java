package io.customersegment.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/**
 * The HTTP proxy that calls go through. It is set where other programs look for it: in the system properties {@code https.proxyHost},
 * {@code https.proxyPort} and {@code http.nonProxyHosts}, otherwise in the environment, as {@code HTTPS_PROXY} and {@code NO_PROXY} in
 * upper or lower case. For addresses with the scheme http, {@code http.proxyHost} and {@code HTTP_PROXY} take their place.
 *
 * @param host empty for no proxy
 * @param tls whether the connection to the proxy itself uses TLS
 * @param user empty for none
 * @param direct hosts that are called without the proxy, always including this machine's loopback: names, which also stand for their
 *     subdomains, addresses, and ranges such as {@code 10.0.0.0/8}
 */
public record Proxy(String host, int port, boolean tls, String user, String password, Set<String> direct) {

    /** No proxy. */
    public static final Proxy NONE = new Proxy("", 0, false, "", "", Set.of());

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.0/8");
    private static final String EVERY_HOST = "*";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final Pattern SEPARATORS = Pattern.compile("[,|\\s]+");
    private static final Pattern NAME_AND_PORT = Pattern.compile("[^:]+:\\d+");
    private static final Pattern START_OF_ADDRESS = Pattern.compile("(\\d+\\.){1,3}\\*");

    public Proxy {
        direct = Set.copyOf(direct);
    }

    /**
     * Returns the proxy of this process for calls to the address.
     *
     * @param address the address of the service, empty for the real one, which is https
     * @throws ConfigException if a proxy is set that cannot be parsed; it names the variable or property
     */
    public static Proxy forAddress(String address) {
        Map<String, String> properties = new HashMap<>();
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> properties.put(name, System.getProperty(name, "")));
        return forAddress(address, System.getenv(), properties);
    }

    /** Returns the proxy for calls to the address, with the given environment and system properties. */
    public static Proxy forAddress(String address, Map<String, String> environment, Map<String, String> properties) {
        if (loopback(address)) {
            return NONE;
        }
        String scheme = address.startsWith("http:") ? "http" : "https";
        String host = properties.getOrDefault(scheme + ".proxyHost", "");
        return host.isEmpty() ? ofEnvironment(scheme, environment) : ofProperties(scheme, host, properties);
    }

    private static boolean loopback(String address) {
        String host = address.isEmpty() ? null : URI.create(address).getHost();
        return host != null && (host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127."));
    }

    private static Proxy ofProperties(String scheme, String host, Map<String, String> properties) {
        String port = properties.getOrDefault(scheme + ".proxyPort", "");
        Proxy proxy = of(
                scheme + ".proxyHost with " + scheme + ".proxyPort",
                "http://" + host + (port.isEmpty() ? "" : ":" + port),
                scheme.equals("http") ? HTTP_PORT : HTTPS_PORT,
                properties.getOrDefault("http.nonProxyHosts", ""));
        return proxy.as(
                properties.getOrDefault(scheme + ".proxyUser", ""),
                properties.getOrDefault(scheme + ".proxyPassword", ""));
    }

    private static Proxy ofEnvironment(String scheme, Map<String, String> environment) {
        String name = scheme + "_proxy";
        String value = either(name, environment).strip();
        return value.isEmpty()
                ? NONE
                : of(
                        name.toUpperCase(Locale.ROOT),
                        value.contains("://") ? value : "http://" + value,
                        value.startsWith("https:") ? HTTPS_PORT : HTTP_PORT,
                        either("no_proxy", environment));
    }

    /** Returns the variable in lower case, or in upper case if the former does not exist. */
    private static String either(String name, Map<String, String> environment) {
        String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
        return environment.getOrDefault(name, upper);
    }

    private static Proxy of(String name, String address, int defaultPort, String direct) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException broken) {
            throw unusable(name);
        }
        boolean tls = "https".equals(uri.getScheme());
        if (uri.getHost() == null || uri.getPort() > MAX_PORT || (!tls && !"http".equals(uri.getScheme()))) {
            throw unusable(name);
        }
        Set<String> hosts = SEPARATORS
                .splitAsStream(direct)
                .filter(host -> !host.isEmpty())
                .map(Proxy::direct)
                .collect(Collectors.toSet());
        if (hosts.contains(EVERY_HOST)) {
            return NONE;
        }
        hosts.addAll(LOOPBACK);
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        Proxy proxy = new Proxy(uri.getHost(), port, tls, "", "", hosts);
        String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        int colon = login.indexOf(':');
        return colon < 0 ? proxy.as(login, "") : proxy.as(login.substring(0, colon), login.substring(colon + 1));
    }

    /** Returns an exception without the value, which may contain a password. */
    private static ConfigException unusable(String name) {
        return new ConfigException(
                name + " must give a proxy like http://proxy.example.com:3128 or https://user:password@proxy,"
                        + " with %40 for an @ in the password and without underscores in the host's name");
    }

    private Proxy as(String otherUser, String otherPassword) {
        return otherUser.isEmpty() || none() ? this : new Proxy(host, port, tls, otherUser, otherPassword, direct);
    }

    /** Converts a host to the form of the HTTP client, which supports neither {@code *} within a name nor ports. */
    private static String direct(String host) {
        if (START_OF_ADDRESS.matcher(host).matches()) {
            int known = (int) host.chars().filter(character -> character == '.').count();
            return host.replace("*", "0" + ".0".repeat(3 - known)) + "/" + 8 * known;
        }
        String name = NAME_AND_PORT.matcher(host).matches() ? host.substring(0, host.indexOf(':')) : host;
        return name.startsWith("*.") ? name.substring(1) : name;
    }

    /** Whether there is no proxy. */
    public boolean none() {
        return host.isEmpty();
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return none() ? "Proxy[none]" : "Proxy[" + host + ":" + port + ", " + direct + "]";
    }
}
