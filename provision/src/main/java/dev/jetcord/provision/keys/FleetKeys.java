package dev.jetcord.provision.keys;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.access.KeyFolder;
import dev.jetcord.common.messaging.access.ServerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/** All keys and certificates of a fleet's NATS, in one folder. What is there already is kept. */
public final class FleetKeys {
    private static final int STORE_KEY_BYTES = 32;

    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random;

    public FleetKeys(Path folder, InstantSource clock, SecureRandom random) {
        this.folder = requireNonNull(folder, "folder");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /**
     * Makes what is missing.
     *
     * @param servers the names and addresses of each, of which the first names its files
     * @throws IOException when a file cannot be written, or holds something else than it should
     */
    public void make(List<List<String>> servers) throws IOException {
        Files.writeString(folder().resolve("nkeys.conf"), ServerAccess.keys(new KeyFolder(folder).publicKeys()));
        Path store = folder.resolve("jetstream.conf");
        if (!Files.exists(store)) {
            byte[] key = new byte[STORE_KEY_BYTES];
            random.nextBytes(key);
            writeSecret(store, "key: \"" + Base64.getEncoder().encodeToString(key) + "\"\n");
        }
        Authority authority = authority();
        for (List<String> server : servers) {
            Path certificate = folder.resolve(server.getFirst() + ".pem");
            if (!Files.exists(certificate)) {
                Issued issued = authority.issue(server);
                writeSecret(folder.resolve(server.getFirst() + "-key.pem"), issued.key());
                Files.writeString(certificate, issued.certificate());
            }
        }
    }

    private Authority authority() throws IOException {
        Path certificate = folder.resolve("ca.pem");
        Path key = folder.resolve("ca-key.pem");
        if (!Files.exists(certificate)) {
            Issued self = Authority.generate(clock, random);
            writeSecret(key, self.key());
            Files.writeString(certificate, self.certificate());
        }
        return new Authority(new Issued(Files.readString(certificate), Files.readString(key)), clock, random);
    }

    private Path folder() throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
