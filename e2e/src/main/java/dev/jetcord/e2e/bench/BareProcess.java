package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.sandbox.SandboxDiscord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link BareBridge} as a process of its own, with the flags that the bridge has. */
final class BareProcess {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;
    // GUILD_MESSAGES. Gateway, Gateway Intents.
    private static final int INTENTS = 1 << 9;

    private final Process process;
    private final Path log;

    private BareProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one and returns when it has a session. */
    static BareProcess start(
            Installation installation, SandboxDiscord discord, String compression, BenchNats nats, String subject)
            throws IOException, InterruptedException, UnmeasurableException {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.jvmFlags());
        command.addAll(List.of("-cp", installation.jar("e2e").toString(), BareBridge.class.getName()));
        Path log = Files.createTempFile("jetcord-bench-bare", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        BareBridge.GATEWAY, discord.gatewayUrl().toString(),
                        BareBridge.TOKEN, discord.token(),
                        BareBridge.COMPRESSION, compression,
                        BareBridge.INTENTS, Integer.toString(INTENTS),
                        BareBridge.NATS, nats.url(),
                        BareBridge.SUBJECT, subject));
        var bare = new BareProcess(builder.start(), log);
        long start = System.nanoTime();
        while (discord.gateway().connectedSessions() == 0) {
            if (!bare.process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                bare.process.destroyForcibly();
                throw new UnmeasurableException("the bare loop has no session; its log:\n" + Files.readString(log));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return bare;
    }

    long pid() {
        return process.pid();
    }

    void stop() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(log);
    }
}
