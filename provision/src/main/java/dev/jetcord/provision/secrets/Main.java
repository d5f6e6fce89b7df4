package dev.jetcord.provision.secrets;

import dev.jetcord.common.service.ServiceException;
import dev.jetcord.common.service.ServiceMain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code make-secrets FOLDER SERVER... [--renew=FILE]...}: makes what is missing, or is to be made anew, hands it out, and ends. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private static final String RENEW = "--renew=";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run("make-secrets", () -> run(List.of(args)));
    }

    private static void run(List<String> arguments) throws ServiceException {
        try {
            make(arguments);
        } catch (IOException | IllegalArgumentException failed) {
            throw new ServiceException("the secrets cannot be made: " + failed.getMessage(), failed);
        }
    }

    private static void make(List<String> arguments) throws IOException {
        List<String> names =
                arguments.stream().filter(word -> !word.startsWith(RENEW)).toList();
        if (names.size() < 2) {
            throw new IllegalArgumentException("usage: make-secrets FOLDER SERVER... [--renew=FILE]...,"
                    + " a server being the name by which a NATS server is dialled");
        }
        Path folder = Path.of(names.getFirst());
        FleetSecrets secrets = new FleetSecrets(folder, InstantSource.system(), new SecureRandom());
        for (String word : arguments) {
            if (word.startsWith(RENEW)) {
                secrets.forget(word.substring(RENEW.length()));
            }
        }
        secrets.make(names.subList(1, names.size()));
        LOG.info("each holder's secrets are in its folder of {}", folder);
    }
}
