package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.sandbox.SandboxDiscord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@link BareBridge} as a process of its own, with the flags that the bridge has. */
final class BareProcess {
    // GUILD_MESSAGES. Gateway, Gateway Intents.
    private static final int INTENTS = 1 << 9;

    private final JvmProcess jvm;

    private BareProcess(JvmProcess jvm) {
        this.jvm = jvm;
    }

    /** Starts one and returns when it has a session. */
    static BareProcess start(
            Installation installation, SandboxDiscord discord, String compression, BenchNats nats, String subject)
            throws IOException, InterruptedException, UnmeasurableException {
        JvmProcess jvm = JvmProcess.start(
                installation,
                "bare",
                installation.jvmFlags(),
                List.of("-cp", installation.jar("e2e").toString(), BareBridge.class.getName()),
                Map.of(
                        BareBridge.GATEWAY, discord.gatewayUrl().toString(),
                        BareBridge.TOKEN, discord.token(),
                        BareBridge.COMPRESSION, compression,
                        BareBridge.INTENTS, Integer.toString(INTENTS),
                        BareBridge.NATS, nats.url(),
                        BareBridge.SUBJECT, subject));
        jvm.awaitSessions(discord, 1);
        return new BareProcess(jvm);
    }

    long pid() {
        return jvm.process().pid();
    }

    /** Ends it at once: it holds nothing that could be drained. */
    void stop() throws IOException, InterruptedException {
        jvm.stop(Duration.ZERO);
    }
}
