package io.customersegment.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use the console: who has the token, or, without one, whoever is on this machine. Pages of other sites may not, for a
 * browser on this machine would call for them.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Access {

    private static final String COOKIE = "console-session";
    private static final String BEARER = "Bearer ";
    private static final int SESSION_BYTES = 32;
    private static final Duration SESSION = Duration.ofHours(8);
    private static final int MOST_SESSIONS = 1000;
    private static final int WRONG_TOKENS = 10;
    private static final Duration WRONG_TOKENS_WITHIN = Duration.ofMinutes(1);
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final byte @Nullable [] token;
    private final boolean loopback;
    private final String host;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> sessions = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterAccess(SESSION)
            .build();
    private final Deque<Long> wrong = new ArrayDeque<>();

    /**
     * Access to a console on this address.
     *
     * @param token null for none, which is only allowed on a loopback address
     * @throws ConfigException if others could reach it without a token
     */
    Access(@Nullable String token, InetAddress address) {
        this.token = token == null ? null : digest(token);
        this.loopback = address.isLoopbackAddress();
        this.host = address.getHostAddress();
        if (token == null && !loopback) {
            throw new ConfigException(
                    "console.address " + address.getHostAddress()
                            + " can be reached from other machines, so the console needs a token there: set console.token.file to a file"
                            + " with a secret of your making, or CUSTOMER_SEGMENT_CONSOLE_TOKEN; or leave console.address at 127.0.0.1");
        }
    }

    /**
     * Refuses calls that a page of another site makes, and, on a loopback address, those under another name: a name of somebody else's
     * that leads here makes their page one of this site.
     *
     * @throws Problem if it is refused
     */
    void requireOwnPage(Request request) {
        HttpFields headers = request.getHeaders();
        String name = Request.getServerName(request).toLowerCase(Locale.ROOT);
        if (loopback && !LOOPBACK_NAMES.contains(name) && !name.equals(host)) {
            throw new Problem(403, "Call the console as localhost or 127.0.0.1");
        }
        String site = headers.get("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new Problem(403, "Another site's page may not use the console");
        }
        String origin = headers.get(HttpHeader.ORIGIN);
        String authority = headers.get(HttpHeader.HOST);
        if (origin != null && !origin.equals("http://" + authority) && !origin.equals("https://" + authority)) {
            throw new Problem(403, "Another site's page may not use the console");
        }
    }

    /**
     * Refuses a caller who has neither token nor session.
     *
     * @throws Problem if it is refused
     */
    void requireSignedIn(Request request) {
        if (!isSignedIn(request)) {
            throw new Problem(401, "Sign in with the console's token");
        }
    }

    /** Whether the caller has the token or a session, or needs none. */
    boolean isSignedIn(Request request) {
        if (token == null) {
            return true;
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (authorization != null && authorization.startsWith(BEARER)) {
            return isToken(authorization.substring(BEARER.length()).strip());
        }
        return Request.getCookies(request).stream()
                .anyMatch(
                        cookie -> cookie.getName().equals(COOKIE) && sessions.getIfPresent(cookie.getValue()) != null);
    }

    /**
     * Begins a session.
     *
     * @return what sets its cookie
     * @throws Problem if it is not the token, or too many have not been
     */
    String signIn(String given, Request request) {
        if (token != null && !isToken(given)) {
            throw new Problem(401, "This is not the console's token");
        }
        byte[] bytes = new byte[SESSION_BYTES];
        random.nextBytes(bytes);
        String session = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(session, true);
        return COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : "");
    }

    private boolean isToken(String given) {
        requireFewWrong();
        boolean right = MessageDigest.isEqual(digest(given), token);
        if (!right) {
            synchronized (wrong) {
                wrong.add(System.nanoTime());
            }
        }
        return right;
    }

    private void requireFewWrong() {
        synchronized (wrong) {
            long now = System.nanoTime();
            while (!wrong.isEmpty() && now - wrong.peek() > WRONG_TOKENS_WITHIN.toNanos()) {
                wrong.remove();
            }
            if (wrong.size() >= WRONG_TOKENS) {
                throw new Problem(429, "Too many wrong tokens; try again in a minute");
            }
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
