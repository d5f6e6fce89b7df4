package dev.jetcord.common.messaging.access;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Secret;
import dev.jetcord.common.messaging.UserKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;

/** The seeds of a fleet's NATS users, a file each, made at random when they are not there and readable by their owner only. */
public final class KeyFolder {
    private final Path folder;

    /** @param folder made when absent */
    public KeyFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /** The file that holds a user's seed, for {@code NATS_NKEY_FILE}. */
    public Path seedFile(NatsUser user) {
        return folder.resolve(user.id() + ".nk");
    }

    /**
     * The users' public keys; those that have no key get one.
     *
     * @throws IOException when a file cannot be written or read, or holds no user's seed
     */
    public Map<NatsUser, String> publicKeys() throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Map<NatsUser, String> keys = new EnumMap<>(NatsUser.class);
        for (NatsUser user : NatsUser.values()) {
            keys.put(user, publicKey(seedFile(user)));
        }
        return keys;
    }

    private static String publicKey(Path file) throws IOException {
        try {
            makeWhenAbsent(file);
            return UserKey.of(new Secret(Files.readString(file).strip())).publicKey();
        } catch (IllegalArgumentException unusable) {
            throw new IOException(file + " holds no NKey of a user; remove it, and a new one is made", unusable);
        }
    }

    private static void makeWhenAbsent(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        // Made before its file, so that a failure leaves no file without a seed.
        String seed = UserKey.generate().seed().reveal();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, seed + "\n");
    }
}
