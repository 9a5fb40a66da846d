package io.customersegment.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes files in UTF-8. */
public final class Utf8 {

    private Utf8() {}

    /**
     * Returns the text, without a byte order mark.
     *
     * @throws InvalidFileException if the bytes are not UTF-8
     */
    public static String text(byte[] file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(file.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(file), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw InvalidFileException.at(Position.after(text), "the file is not in UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
