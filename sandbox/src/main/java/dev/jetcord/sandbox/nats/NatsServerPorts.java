package dev.jetcord.sandbox.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a server listens, by the ports file it writes once it takes connections ({@code ports_file_dir} of its
 * configuration): {@code <program>_<pid>.ports}, removed when the server ends in an orderly way.
 *
 * @param client the port for clients
 * @param monitoring the port of the HTTP monitoring
 */
record NatsServerPorts(int client, int monitoring) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty as long as the server with this pid has not written its file, or not all of it. */
    static Optional<NatsServerPorts> read(Path folder, long pid) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> file = files.filter(
                            path -> path.getFileName().toString().endsWith("_" + pid + ".ports"))
                    .findFirst();
            return file.isEmpty() ? Optional.empty() : parse(Files.readString(file.get()));
        }
    }

    private static Optional<NatsServerPorts> parse(String text) {
        try {
            JsonNode ports = JSON.readTree(text);
            JsonNode client = ports.path("nats").path(0);
            JsonNode monitoring = ports.path("monitoring").path(0);
            if (client.isMissingNode() || monitoring.isMissingNode()) {
                return Optional.empty();
            }
            return Optional.of(new NatsServerPorts(
                    URI.create(client.asText()).getPort(),
                    URI.create(monitoring.asText()).getPort()));
        } catch (JsonProcessingException _) {
            // Half written: the server is not done, and the next look will find the whole.
            return Optional.empty();
        }
    }
}
