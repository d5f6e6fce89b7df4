package dev.jetcord.provision.keys;

import dev.jetcord.common.service.ServiceException;
import dev.jetcord.common.service.ServiceMain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code make-keys FOLDER SERVER...}: makes what is missing in a folder of keys, and ends. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run("make-keys", () -> run(List.of(args)));
    }

    private static void run(List<String> arguments) throws ServiceException {
        try {
            make(arguments);
        } catch (IOException | IllegalArgumentException failed) {
            throw new ServiceException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static void make(List<String> arguments) throws IOException {
        if (arguments.size() < 2) {
            throw new IllegalArgumentException(
                    "usage: make-keys FOLDER SERVER..., a server being the names and addresses"
                            + " by which it is dialled, joined by commas");
        }
        Path folder = Path.of(arguments.getFirst());
        new FleetKeys(folder, InstantSource.system(), new SecureRandom())
                .make(arguments.stream()
                        .skip(1)
                        .map(server -> Arrays.asList(server.split(",", -1)))
                        .toList());
        LOG.info("keys and certificates are in {}", folder);
    }
}
