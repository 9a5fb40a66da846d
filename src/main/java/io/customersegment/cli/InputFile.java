package io.customersegment.cli;

import io.customersegment.text.ReadFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command reads; a hyphen stands for standard input. */
record InputFile(Path path) {

    private static final Path STANDARD = Path.of("-");

    /** Whether the path stands for a standard stream. */
    static boolean isStandard(Path path) {
        return path.equals(STANDARD);
    }

    /** The name in messages. */
    String name() {
        return isStandard(path) ? "Standard input" : "The file " + path;
    }

    /**
     * Reads the whole content.
     *
     * @throws IllegalArgumentException if it cannot be read; it names the file
     */
    byte[] bytes() {
        try {
            return isStandard(path) ? System.in.readAllBytes() : Files.readAllBytes(path);
        } catch (IOException fault) {
            throw new IllegalArgumentException(name() + " cannot be read: " + ReadFault.words(fault), fault);
        }
    }
}
