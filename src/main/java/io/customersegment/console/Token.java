package io.customersegment.console;

import io.customersegment.config.Settings;
import io.customersegment.text.ReadFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Reads the secret with which users sign in. */
final class Token {

    private static final int SHORTEST = 16;

    private Token() {}

    /**
     * Returns the token of the settings, null if there is none.
     *
     * @throws ConfigException if its file cannot be read, if it is given twice, or if it is short enough to be guessed
     */
    static @Nullable String of(Settings.Console settings) {
        if (settings.token().isEmpty() && settings.tokenFile().isEmpty()) {
            return null;
        }
        if (!settings.token().isEmpty() && !settings.tokenFile().isEmpty()) {
            throw new ConfigException("Set console.token or console.token.file, not both");
        }
        String token = settings.token().isEmpty() ? read(Path.of(settings.tokenFile())) : settings.token();
        if (token.length() < SHORTEST) {
            throw new ConfigException("The console's token must have " + SHORTEST
                    + " characters at least; openssl rand -hex 32 makes one");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException fault) {
            throw new ConfigException("The token file " + file + " cannot be read: " + ReadFault.words(fault));
        }
    }
}
