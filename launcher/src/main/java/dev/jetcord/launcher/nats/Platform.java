package dev.jetcord.launcher.nats;

import java.util.Locale;

/**
 * The machine, in the words of NATS' release archives.
 *
 * @param system {@code linux}, {@code darwin} or what else the JVM says
 * @param architecture {@code amd64}, {@code arm64} or what else the JVM says
 */
record Platform(String system, String architecture) {
    /** From the JVM's properties {@code os.name} and {@code os.arch}. */
    static Platform of(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        return new Platform(
                system.startsWith("mac") ? "darwin" : system,
                switch (osArch) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> osArch;
                });
    }

    @Override
    public String toString() {
        return system + "-" + architecture;
    }
}
