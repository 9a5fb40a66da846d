package io.customersegment.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code catalogue}: the commands for authors of a catalogue. */
@Command(
        name = "catalogue",
        description = "Check a catalogue, compare two, and find what prompts say that it does not know.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CatalogueCheckCommand.class,
            CatalogueDiffCommand.class,
            CatalogueGapsCommand.class,
            CommandLine.HelpCommand.class
        })
final class CatalogueCommand {}
