package dev.jetcord.e2e.chaos;

import dev.jetcord.e2e.chaos.Judge.Beginning;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long nothing is stored when a process is killed. */
public final class Outages {
    private static final int RATE = 200;
    private static final double MILLIS = 1000;

    private Outages() {}

    /**
     * Kills a service of one fleet again and again, under load.
     *
     * @param libraries the folder with every jar
     * @return the longest time without a stored event of each turn, in seconds
     * @throws IOException when events were lost or doubled: then there is nothing to time
     */
    public static List<Double> seconds(Path libraries, String service, int times) throws Exception {
        Path folder = Files.createTempDirectory("jetcord-outage");
        WatchedFleet watched =
                WatchedFleet.start(new LaunchedFleet(libraries, folder.resolve("home")), folder.resolve("printed"));
        try {
            var seconds = new ArrayList<Double>();
            for (int time = 0; time < times; time++) {
                var load = new SteadyLoad(watched, RATE);
                Beginning beginning = load.begin();
                watched.killAndAwait(service);
                load.endAndSettle();
                Verdict verdict = Judge.judge(watched.fleet(), beginning);
                if (!verdict.good()) {
                    throw new IOException("events were lost or doubled: " + verdict);
                }
                seconds.add(verdict.longestGap().toMillis() / MILLIS);
            }
            return seconds;
        } finally {
            watched.stop();
            Folders.delete(folder);
        }
    }
}
