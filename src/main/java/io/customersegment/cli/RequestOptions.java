package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.wire.RequestJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a request that a person types: an optional car model, and whether all of the prompt must be read. */
final class RequestOptions {

    @Option(
            names = "--car-model",
            paramLabel = "MODEL",
            description = "e.g. \"RAV4 HYBRID - 2022\"; without it the action's default")
    private @Nullable String carModel;

    @Option(names = "--ignore-unread", description = "Ignore what cannot be read in the prompt instead of refusing it")
    private boolean ignoreUnread;

    /** Whether parts of the prompt that cannot be read are ignored. */
    boolean ignoreUnread() {
        return ignoreUnread;
    }

    /** Returns the request as it is published on the topic. */
    ObjectNode request(String prompt) {
        return RequestJson.of(prompt, carModel);
    }
}
