package io.customersegment.fuzz;

import io.customersegment.client.ReplayFuzz;
import io.customersegment.local.emulator.EmulatorFuzz;
import io.customersegment.local.emulator.FilterFuzz;
import io.customersegment.prompt.PromptFuzz;
import io.customersegment.request.RequestFuzz;
import io.customersegment.wire.ErrorRecordFuzz;
import io.customersegment.wire.PendingRequestFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All targets, by name. */
final class FuzzTargets {

    private static final List<String> NAMES =
            List.of("prompt", "emulator", "error-record", "filter", "pending-request", "replay", "request");
    private static final Path INPUTS = Path.of("src/test/resources/fuzz");

    private FuzzTargets() {}

    /** Returns the names of all targets, the slowest one first. */
    static List<String> names() {
        return NAMES;
    }

    /**
     * Returns the target with the given name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static FuzzTarget of(String name) {
        return switch (name) {
            case "emulator" -> new EmulatorFuzz();
            case "error-record" -> new ErrorRecordFuzz();
            case "filter" -> new FilterFuzz();
            case "pending-request" -> new PendingRequestFuzz();
            case "prompt" -> new PromptFuzz();
            case "replay" -> new ReplayFuzz();
            case "request" -> new RequestFuzz();
            default -> throw new IllegalArgumentException("There is no target " + name + "; there are " + NAMES);
        };
    }

    /** Returns the inputs in the target's folder: earlier findings, and seeds that no other corpus contains. */
    static List<byte[]> kept(String name) {
        Path folder = INPUTS.resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return inputs;
    }
}
