package dev.jetcord.e2e.chaos;

import dev.jetcord.e2e.chaos.Fault.Expectation;
import dev.jetcord.e2e.chaos.Judge.Beginning;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long nothing is stored when a process is killed and started again at once. */
public final class Outages {
    private static final int RATE = 200;
    private static final Setup LONE = new Setup(1, 1, 1);
    private static final double MILLIS = 1000;

    private Outages() {}

    /** What is killed. */
    public enum Victim {
        BRIDGE,
        NATS
    }

    /**
     * Kills a part of one fleet again and again, under load.
     *
     * @return the longest time without a stored event of each turn, in seconds
     * @throws IOException when events were lost or doubled: then there is nothing to time
     */
    public static List<Double> seconds(Installation installation, Victim victim, int times) throws Exception {
        Path folder = Files.createTempDirectory("jetcord-outage");
        try (ChaosFleet fleet = ChaosFleet.start(installation, folder, LONE)) {
            var seconds = new ArrayList<Double>();
            for (int time = 0; time < times; time++) {
                var load = new SteadyLoad(fleet, RATE, SteadyLoad.USUAL_PAUSE);
                Beginning beginning = load.begin();
                switch (victim) {
                    case BRIDGE -> Break.killBridges(fleet, 1);
                    case NATS -> Break.killNats(fleet, 1);
                }
                load.endAndSettle();
                Verdict verdict = Judge.judge(fleet, beginning);
                if (!verdict.wrong(Expectation.ANY_ORDER).isEmpty()) {
                    throw new IOException("events were lost or doubled: " + verdict);
                }
                seconds.add(verdict.longestGap().toMillis() / MILLIS);
            }
            return seconds;
        } finally {
            Folders.delete(folder);
        }
    }
}
