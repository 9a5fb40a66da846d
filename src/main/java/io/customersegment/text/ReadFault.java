package io.customersegment.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Describes for people why a file cannot be read. */
public final class ReadFault {

    private ReadFault() {}

    /** Returns the reason, to be appended to "cannot be read: ". */
    public static String words(IOException fault) {
        if (fault instanceof NoSuchFileException missing) {
            return "there is no such file" + directory(missing.getFile());
        }
        if (fault instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (fault instanceof CharacterCodingException) {
            return "it is not in UTF-8";
        }
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }

    /** Says where a relative path begins; an absolute one says so itself. */
    private static String directory(String file) {
        Path path = Path.of(file);
        return path.isAbsolute()
                ? ""
                : "; a relative path begins at " + Path.of("").toAbsolutePath();
    }
}
