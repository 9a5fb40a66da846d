package io.customersegment.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customersegment.config.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides which callers may use the console: those with the token or, if none is configured, every caller on this machine. Requests
 * from pages of other sites are refused, because a browser on this machine would send them on behalf of such a page.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Access {

    private static final String COOKIE = "console-session";
    private static final String BEARER = "Bearer ";
    private static final int SESSION_BYTES = 32;
    private static final Duration SESSION = Duration.ofHours(12);
    private static final int MOST_SESSIONS = 1000;
    private static final int WRONG_TOKENS = 10;
    private static final Duration WRONG_TOKENS_WITHIN = Duration.ofMinutes(1);
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final byte @Nullable [] token;
    private final boolean anyName;
    private final Set<String> names = new HashSet<>(LOOPBACK_NAMES);
    private final @Nullable URI url;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> sessions = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterWrite(SESSION)
            .build();
    private final Cache<String, AtomicInteger> wrong = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterWrite(WRONG_TOKENS_WITHIN)
            .build();

    /**
     * Creates the access control of a console on the given address.
     *
     * @param token null for none, which is allowed only on a loopback address without a proxy in front
     * @throws ConfigException if other machines could reach the console without a token
     */
    Access(@Nullable String token, InetAddress address, Settings.Console settings) {
        this.token = token == null ? null : digest(token);
        this.anyName = !address.isLoopbackAddress();
        this.url = settings.url().isEmpty() ? null : URI.create(settings.url());
        names.add(address.getHostAddress());
        names.add(settings.address().toLowerCase(Locale.ROOT));
        if (url != null) {
            names.add(url.getHost().toLowerCase(Locale.ROOT));
        }
        if (token == null && (anyName || url != null)) {
            throw new ConfigException(
                    "A console that others than this machine can reach, by console.address or console.url, needs a"
                            + " token: set console.token.file to a file with a secret of your making, or CUSTOMER_SEGMENT_CONSOLE_TOKEN");
        }
    }

    /**
     * Refuses requests from pages of other sites and, on a loopback address, requests with an unknown host name: a foreign name that
     * resolves to this machine would make its page same-origin (DNS rebinding). Any site may link to the page.
     *
     * @throws Problem if the request is refused
     */
    void requireOwnPage(Request request) {
        HttpFields headers = request.getHeaders();
        String name = Request.getServerName(request).toLowerCase(Locale.ROOT);
        if (!anyName && !names.contains(name)) {
            throw new Problem(403, "Call the console as localhost or 127.0.0.1, or by the name in console.url");
        }
        String site = headers.get("Sec-Fetch-Site");
        boolean own = site == null || site.equals("same-origin") || site.equals("none");
        if ((!own && !isLink(request)) || !isOwn(headers.get(HttpHeader.ORIGIN), headers.get(HttpHeader.HOST))) {
            throw new Problem(403, "Another site's page may not use the console");
        }
    }

    private static boolean isLink(Request request) {
        HttpFields headers = request.getHeaders();
        return HttpMethod.GET.is(request.getMethod())
                && !Request.getPathInContext(request).startsWith("/api/")
                && "navigate".equals(headers.get("Sec-Fetch-Mode"))
                && "document".equals(headers.get("Sec-Fetch-Dest"));
    }

    private boolean isOwn(@Nullable String origin, @Nullable String authority) {
        return origin == null
                || origin.equals("http://" + authority)
                || origin.equals("https://" + authority)
                || (url != null && origin.equals(url.getScheme() + "://" + url.getRawAuthority()));
    }

    /**
     * Refuses a caller that needs a token or a session and has neither.
     *
     * @throws Problem if the caller is refused
     */
    void requireSignedIn(Request request) {
        if (!isSignedIn(request)) {
            throw new Problem(401, "Sign in with the console's token");
        }
    }

    /** Whether the caller has the token or a session, or no token is configured. */
    boolean isSignedIn(Request request) {
        if (token == null) {
            return true;
        }
        boolean session = Request.getCookies(request).stream()
                .anyMatch(
                        cookie -> cookie.getName().equals(COOKIE) && sessions.getIfPresent(cookie.getValue()) != null);
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return session
                || (authorization != null
                        && authorization.startsWith(BEARER)
                        && isToken(authorization.substring(BEARER.length()).strip(), request));
    }

    /**
     * Starts a session.
     *
     * @return the value of the header {@code Set-Cookie}
     * @throws Problem if the token is wrong, or the caller's address has sent too many wrong ones
     */
    String signIn(String given, Request request) {
        if (token != null && !isToken(given, request)) {
            throw new Problem(401, "This is not the console's token");
        }
        byte[] bytes = new byte[SESSION_BYTES];
        random.nextBytes(bytes);
        String session = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(session, true);
        boolean secure = url != null && url.getScheme().equals("https");
        return COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    private boolean isToken(String given, Request request) {
        AtomicInteger guesses =
                Objects.requireNonNull(wrong.get(Request.getRemoteAddr(request), address -> new AtomicInteger()));
        if (guesses.get() >= WRONG_TOKENS) {
            throw new Problem(429, "Too many wrong tokens from this address; try again in a minute");
        }
        boolean right = MessageDigest.isEqual(digest(given), token);
        if (!right) {
            guesses.incrementAndGet();
        }
        return right;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
