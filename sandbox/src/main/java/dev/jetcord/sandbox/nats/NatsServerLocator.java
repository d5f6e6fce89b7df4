package dev.jetcord.sandbox.nats;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a {@code nats-server} that is already on this machine; fetches nothing.
 *
 * <p>In this order: the file that {@value #BINARY_VARIABLE} names, {@code nats-server} on the {@code PATH}, and the one that an
 * earlier run fetched into the launcher's folder.
 */
public final class NatsServerLocator {
    /** The environment variable that names the binary to use. */
    public static final String BINARY_VARIABLE = "NATS_SERVER_BINARY";

    private static final String NAME = "nats-server";

    private final Map<String, String> environment;
    private final Path fetched;

    /**
     * @param environment the process' environment
     * @param fetchedFolder where the launcher keeps the binaries it fetched, such as {@code .jetcord/bin}; need not exist
     */
    public NatsServerLocator(Map<String, String> environment, Path fetchedFolder) {
        this.environment = Map.copyOf(environment);
        this.fetched = requireNonNull(fetchedFolder, "fetchedFolder").resolve(NAME);
    }

    /**
     * The first binary there is, by the order above.
     *
     * @throws NatsServerException when {@value #BINARY_VARIABLE} names something that is no executable file
     */
    public Optional<NatsServerBinary> locate() {
        return named().or(this::onPath).or(this::fetched);
    }

    /**
     * The binary that {@value #BINARY_VARIABLE} names, if it is set.
     *
     * @throws NatsServerException when it names something that is no executable file
     */
    public Optional<NatsServerBinary> named() {
        String value = environment.getOrDefault(BINARY_VARIABLE, "");
        if (value.isBlank()) {
            return Optional.empty();
        }
        if (!isExecutable(Path.of(value))) {
            throw new NatsServerException(BINARY_VARIABLE + " is " + value
                    + ", but there is no executable file: correct the path or unset the variable");
        }
        return Optional.of(new NatsServerBinary(Path.of(value)));
    }

    /** The first {@code nats-server} on the {@code PATH}. */
    public Optional<NatsServerBinary> onPath() {
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(NAME))
                .filter(NatsServerLocator::isExecutable)
                .findFirst()
                .map(NatsServerBinary::new);
    }

    /** The binary in the launcher's folder. */
    public Optional<NatsServerBinary> fetched() {
        return isExecutable(fetched) ? Optional.of(new NatsServerBinary(fetched)) : Optional.empty();
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
