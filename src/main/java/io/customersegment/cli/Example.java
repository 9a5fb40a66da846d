package io.customersegment.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A sample business: catalogue, request schema and requests, from {@code config/examples}.
 *
 * @param directory contains the files, which are copies if the example is in a jar
 */
record Example(String name, Path directory) {

    private static final String ALL = "/config/examples";

    /** A function of the directory that contains all examples. */
    private interface Use<T> {
        T of(Path examples) throws IOException;
    }

    /** Returns the names of all examples. */
    static List<String> names() {
        return using(examples -> {
            try (Stream<Path> directories = Files.list(examples)) {
                return directories
                        .filter(Files::isDirectory)
                        .map(directory -> directory.getFileName().toString().replace("/", ""))
                        .sorted()
                        .toList();
            }
        });
    }

    /** Opens the example with the given name. */
    static Example open(String name) {
        return using(examples -> {
            Path directory = examples.resolve(name);
            return new Example(
                    name, directory.getFileSystem().equals(FileSystems.getDefault()) ? directory : copy(directory));
        });
    }

    /** Returns the settings with which a command uses the example. */
    Map<String, String> settings() {
        return Map.of(
                "catalogue.file", directory.resolve("catalogue.yaml").toString(),
                "request.schema.file", directory.resolve("request.schema.json").toString());
    }

    /** The file with the requests of the demo. */
    Path scenes() {
        return directory.resolve("demo.jsonl");
    }

    private static <T> T using(Use<T> use) {
        URL url = Example.class.getResource(ALL);
        if (url == null) {
            throw new IllegalStateException("The class path has no " + ALL);
        }
        try {
            if (!(url.openConnection() instanceof JarURLConnection jar)) {
                return use.of(Path.of(url.toURI()));
            }
            try (FileSystem files =
                    FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
                return use.of(files.getPath(ALL));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("The examples cannot be read", fault);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Copies the files, so that settings can name them; the copies are deleted when this process ends. */
    private static Path copy(Path directory) throws IOException {
        Path copy = Files.createTempDirectory("customer-segment-example");
        copy.toFile().deleteOnExit();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(file.getFileName().toString());
                Files.copy(file, to);
                to.toFile().deleteOnExit();
            }
        }
        return copy;
    }
}
