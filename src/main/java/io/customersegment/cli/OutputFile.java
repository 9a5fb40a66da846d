package io.customersegment.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that takes the place of the one that is there only once it is complete. */
final class OutputFile implements AutoCloseable {

    private final Path file;
    private final Path partial;
    private final BufferedWriter writer;

    /**
     * Starts to write beside the file.
     *
     * @throws IllegalArgumentException if its directory is not there
     */
    OutputFile(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("There is no directory " + directory + " for the file " + file);
        }
        this.file = Files.exists(file) ? file.toRealPath() : file;
        this.partial = this.file.resolveSibling(this.file.getFileName() + ".partial");
        this.writer = Files.newBufferedWriter(partial, StandardCharsets.UTF_8);
    }

    /** Whether what is read and what is written are one file; a hyphen is none. */
    static boolean isSame(Path in, Path out) throws IOException {
        if (InputFile.isStandard(in) || InputFile.isStandard(out)) {
            return false;
        }
        return in.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())
                || (Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out));
    }

    Writer writer() {
        return writer;
    }

    /** Puts what was written in the place of the file. */
    void complete() throws IOException {
        writer.close();
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was written, unless it is complete. */
    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(partial);
    }
}
