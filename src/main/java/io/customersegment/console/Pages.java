package io.customersegment.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of the page from the jar.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Pages {

    private static final Pattern NAME = Pattern.compile("/[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9.-]*)*(\\.[a-z0-9]+)+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "yaml", "application/yaml");

    private final Map<String, File> files = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record File(String type, byte[] content, String tag) {
        @Override
        public String toString() {
            return "File[" + type + "]";
        }
    }

    /**
     * Returns the file at a path, or status 304 if the caller already has it.
     *
     * @param known the entity tag of the caller's copy, null if it has none
     * @throws Problem if there is no such file
     */
    Reply get(String path, @Nullable String known) {
        File file = files.get(path);
        if (file == null) {
            file = read(path);
            files.put(path, file);
        }
        Map<String, String> headers = Map.of("Cache-Control", "no-cache", "ETag", file.tag());
        return file.tag().equals(known)
                ? new Reply(304, file.type(), new byte[0], headers)
                : new Reply(200, file.type(), file.content(), headers);
    }

    private static File read(String path) {
        String name = path.equals("/") ? "/index.html" : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String resource = name.equals("/openapi.yaml") ? name.substring(1) : "page" + name;
        if (type == null || !NAME.matcher(name).matches()) {
            throw missing();
        }
        try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw missing();
            }
            byte[] content = stream.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new File(type, content, "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    private static Problem missing() {
        return new Problem(404, "There is no such page; the console is at /");
    }
}
