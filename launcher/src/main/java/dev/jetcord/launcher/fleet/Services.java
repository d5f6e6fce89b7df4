package dev.jetcord.launcher.fleet;

import java.util.List;

/** The names of a fleet's processes; those of Java are also their modules' names. */
public final class Services {
    public static final String NATS = "nats";
    public static final String POSTGRES = "postgres";
    public static final String SANDBOX = "sandbox";

    static final String PROVISION = "provision";
    public static final String BRIDGE = "gateway-bridge";
    static final String COMMAND_WORKER = "command-worker";
    static final String EVENT_WORKER = "event-worker";
    static final String ELIGIBILITY_WORKER = "eligibility-worker";

    /** What runs as long as the fleet does, in the order of the operations ports. */
    public static final List<String> LONG_RUNNING = List.of(BRIDGE, COMMAND_WORKER, EVENT_WORKER, ELIGIBILITY_WORKER);

    private Services() {}
}
