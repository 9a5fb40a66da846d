package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The request that a person types: a prompt, maybe a car model, and whether all of the prompt must be read. */
final class Wish {

    @Parameters(paramLabel = "PROMPT", description = "Whom to find, e.g. \"gold members in the North\"")
    private String prompt = "";

    @Option(
            names = "--car-model",
            paramLabel = "MODEL",
            description = "e.g. \"RAV4 HYBRID - 2022\"; without it the action's default")
    private @Nullable String carModel;

    @Option(names = "--ignore-unread", description = "Ignore what cannot be read in the prompt instead of refusing it")
    private boolean ignoreUnread;

    /** Whether what cannot be read is ignored. */
    boolean ignoreUnread() {
        return ignoreUnread;
    }

    /** The prompt as it was typed. */
    String prompt() {
        return prompt;
    }

    /** The request as it stands on the topic. */
    ObjectNode request() {
        return Requests.request(prompt, carModel);
    }
}
