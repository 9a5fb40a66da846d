package io.customersegment.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Describes for people why a file cannot be read. */
public final class ReadFault {

    private ReadFault() {}

    /** Returns the reason, to be appended to "cannot be read: ". */
    public static String words(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (fault instanceof CharacterCodingException) {
            return "it is not in UTF-8";
        }
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }
}
