package io.customersegment.local.emulator;

/**
 * The address, the campaign and the random seed of the emulator.
 *
 * @param host the address to bind
 * @param port 0 for any free port
 * @param campaign the campaign's name, the last part of its ARN; any other campaign is unknown
 * @param seed the seed of random faults and latencies
 */
public record EmulatorSettings(String host, int port, String campaign, long seed) {

    /** Returns settings for this machine only, with the campaign of the default settings. */
    public static EmulatorSettings onPort(int port) {
        return new EmulatorSettings("127.0.0.1", port, "customer-segment", 1);
    }

    /** Returns a copy with another campaign, given by its name or its ARN. */
    public EmulatorSettings withCampaign(String nameOrArn) {
        return new EmulatorSettings(host, port, nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1), seed);
    }

    /** Returns a copy with another address, e.g. {@code 0.0.0.0} in a container. */
    public EmulatorSettings withHost(String address) {
        return new EmulatorSettings(address, port, campaign, seed);
    }
}
