package io.customersegment.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The request that a person types: a prompt and maybe a car model. */
final class Wish {

    @Parameters(paramLabel = "PROMPT", description = "Whom to find, e.g. \"gold members in the North\"")
    private String prompt = "";

    @Option(
            names = "--car-model",
            paramLabel = "MODEL",
            description = "e.g. \"RAV4 HYBRID - 2022\"; without it the action's default")
    private @Nullable String carModel;

    /** The prompt as it was typed. */
    String prompt() {
        return prompt;
    }

    /** The request as it stands on the topic. */
    ObjectNode request() {
        return Requests.request(prompt, carModel);
    }
}
