package dev.jetcord.provision.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Who is given secrets.
 *
 * @param folder made when absent
 * @param permissions of its files, as {@code rw-------}
 */
record Holder(Path folder, String permissions) {
    /** Puts a secret there, in place of what was there: whoever reads meanwhile sees the old one or the new one. */
    void give(String name, String secret) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        if (Files.exists(file) && Files.readString(file).equals(secret)) {
            return;
        }
        Path draft = folder.resolve(name + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret);
        // Not by the attribute above: the process's mask would take rights away.
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
