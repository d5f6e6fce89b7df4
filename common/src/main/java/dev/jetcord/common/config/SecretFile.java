package dev.jetcord.common.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A secret that is made once and kept in a file readable by its owner only. */
public final class SecretFile {
    private final Path file;

    public SecretFile(Path file) {
        this.file = requireNonNull(file, "file");
    }

    /** The secret, made now when there is none. */
    public String get(Supplier<String> generator) throws IOException {
        try {
            Files.createDirectories(requireNonNull(file.getParent(), "a file in a folder"));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, generator.get());
        } catch (FileAlreadyExistsException _) {
            // Made by an earlier run.
        }
        return Files.readString(file).strip();
    }

    /** Letters, digits, {@code -} and {@code _} of so many random bytes. */
    public static String randomText(int bytes, RandomGenerator random) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
    }
}
