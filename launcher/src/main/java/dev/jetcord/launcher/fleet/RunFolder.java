package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of what was started, one JSON file each. A file that can't be read is as good as none. */
public final class RunFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".json";

    private final Path folder;

    public RunFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /** Writes one record whole or not at all. */
    void write(ServiceRecord service) throws IOException {
        Files.createDirectories(folder);
        Path draft = folder.resolve(service.name() + ".new");
        Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(service));
        Files.move(draft, file(service.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /** All records, in the order of starting. */
    public List<ServiceRecord> list() throws IOException {
        var services = new ArrayList<ServiceRecord>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                read(file).ifPresent(services::add);
            }
        } catch (NoSuchFileException _) {
            return List.of();
        }
        services.sort(Comparator.comparing(ServiceRecord::layer).thenComparing(ServiceRecord::name));
        return services;
    }

    /** The record of one service. */
    public Optional<ServiceRecord> find(String name) throws IOException {
        return read(file(name));
    }

    private static Optional<ServiceRecord> read(Path file) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), ServiceRecord.class));
        } catch (NoSuchFileException | JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
