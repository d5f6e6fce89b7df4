package dev.jetcord.launcher.nats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One way to fetch a {@code nats-server} onto this machine, without root. */
interface NatsSupply {
    /** What is done, such as {@code "go install nats-server v2.15.2"}. */
    String name();

    /** Why this way can't be gone here, such as {@code "Go is not installed"}; empty when it is worth a try. */
    Optional<String> obstacle();

    /**
     * Fetches the server.
     *
     * @param workFolder an empty folder to work in; it is removed afterwards
     * @return the executable, inside the folder
     * @throws IOException when it can't be had; the message is for people
     * @throws InterruptedException when the launcher is being stopped
     */
    Path fetch(Path workFolder) throws IOException, InterruptedException;
}
