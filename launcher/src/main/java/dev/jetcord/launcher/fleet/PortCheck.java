package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.process.PortOwners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Map;

/** Looks, before anything is started, whether the fleet's ports are free. */
final class PortCheck {
    private static final int BACKLOG = 1;

    private final PortOwners owners;

    PortCheck(PortOwners owners) {
        this.owners = requireNonNull(owners, "owners");
    }

    /**
     * Refuses ports that are in use.
     *
     * @param taken the ports the fleet would take, by who takes it
     * @throws FleetException when one is in use, with everyone that is and by whom
     */
    void requireFree(Map<String, Integer> taken) throws FleetException {
        var problems = new ArrayList<String>();
        taken.forEach((service, port) -> {
            if (!isFree(port)) {
                problems.add("port " + port + " for " + service + " is in use by "
                        + owners.owner(port).orElse("another program"));
            }
        });
        if (!problems.isEmpty()) {
            throw new FleetException(String.join("\n", problems)
                    + "\nNothing was started. Stop what uses the port, or choose others with --nats-port, --postgres-port,"
                    + " --sandbox-port and --operations-port.");
        }
    }

    // On some systems one of the two binds succeeds beside a listener of the other kind.
    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"))) {
            // Free on the loopback address, now on all of them.
        } catch (IOException _) {
            return false;
        }
        try (var _ = new ServerSocket(port, BACKLOG)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
