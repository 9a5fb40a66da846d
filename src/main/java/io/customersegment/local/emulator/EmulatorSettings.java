package io.customersegment.local.emulator;

/**
 * Where the emulator listens and what it is asked for.
 *
 * @param host the address it binds
 * @param port 0 for any that is free
 * @param campaign the campaign's name, the last part of its ARN; any other is unknown to it
 * @param seed of the chance in faults and latencies
 */
public record EmulatorSettings(String host, int port, String campaign, long seed) {

    /** This machine only, the campaign of the default settings. */
    public static EmulatorSettings onPort(int port) {
        return new EmulatorSettings("127.0.0.1", port, "customer-segment", 1);
    }

    /** The same with another campaign, told by its name or its ARN. */
    public EmulatorSettings withCampaign(String nameOrArn) {
        return new EmulatorSettings(host, port, nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1), seed);
    }

    /** The same on another address, e.g. {@code 0.0.0.0} in a container. */
    public EmulatorSettings withHost(String address) {
        return new EmulatorSettings(address, port, campaign, seed);
    }
}
