package io.customersegment.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that replaces an existing one only once it is complete. */
final class OutputFile implements AutoCloseable {

    private final Path file;
    private final Path partial;
    private final BufferedWriter writer;

    /**
     * Begins to write next to the file.
     *
     * @throws IllegalArgumentException if its directory does not exist
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

    /** Whether input and output are the same file; never if one is a hyphen. */
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

    /** Replaces the file with what was written. */
    void complete() throws IOException {
        writer.close();
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what was written, unless it was completed. */
    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(partial);
    }
}
