package dev.jetcord.launcher.fleet;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of a fleet on the loopback address, each 1 to 65535.
 *
 * @param nats where NATS' clients connect
 * @param postgres where the clients of the fleet's own PostgreSQL connect
 * @param sandbox the sandbox's one port
 * @param operations the first of the services' operations ports, which follow one another in the order of {@link Services}
 */
public record Ports(int nats, int postgres, int sandbox, int operations) {
    public static final int DEFAULT_NATS = 4222;
    /** Beside that of a server that the machine may have. */
    public static final int DEFAULT_POSTGRES = 5433;

    public static final int DEFAULT_SANDBOX = 8090;
    public static final int DEFAULT_OPERATIONS = 9101;

    private static final int MAX = 65_535;

    public Ports {
        require("NATS port", nats, MAX);
        require("PostgreSQL port", postgres, MAX);
        require("sandbox port", sandbox, MAX);
        require("first operations port", operations, MAX - Services.LONG_RUNNING.size() + 1);
    }

    private static void require(String what, int port, int max) {
        if (port < 1 || port > max) {
            throw new IllegalArgumentException("the " + what + " is 1 to " + max + ", not " + port);
        }
    }

    /** The operations port of a service. */
    int operationsOf(String service) {
        return operations + Services.LONG_RUNNING.indexOf(service);
    }

    /** Every port that a fleet would take, by the name of who takes it. */
    Map<String, Integer> taken(boolean ownNats, boolean ownPostgres, boolean withSandbox) {
        var taken = new LinkedHashMap<String, Integer>();
        if (ownNats) {
            taken.put(Services.NATS, nats);
        }
        if (ownPostgres) {
            taken.put(Services.POSTGRES, postgres);
        }
        if (withSandbox) {
            taken.put(Services.SANDBOX, sandbox);
        }
        Services.LONG_RUNNING.forEach(service -> taken.put(service, operationsOf(service)));
        return taken;
    }
}
