package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.chaos.Outages;
import dev.jetcord.e2e.chaos.Outages.Victim;
import dev.jetcord.launcher.fleet.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How long a fleet stands still when a process is killed. Of bridge and NATS, which are started again at once: the longest
 * time in which no event is stored, while 200 a second are sent. Of a worker, which is not: until another has handled all
 * that it had in hand. There is no ceiling: without Jetcord the events would be gone.
 */
final class RecoveryScenario implements Scenario {
    // The worst of two or three says little.
    private static final int TURNS_A_ROUND = 2;

    private final Installation installation;

    RecoveryScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String description() {
        return "a killed bridge or NATS server to the next stored event, a killed worker's messages to another";
    }

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        int turns = effort.rounds() * TURNS_A_ROUND;
        var rows = new ArrayList<Row>();
        for (Victim victim : Victim.values()) {
            String what = victim.name().toLowerCase(Locale.ROOT) + " killed";
            rows.add(row(what, () -> Outages.seconds(installation, victim, turns), progress));
        }
        rows.add(row("worker killed, to the end of its messages at another", () -> workers(turns), progress));
        return rows;
    }

    private List<Double> workers(int turns) throws Exception {
        var seconds = new ArrayList<Double>();
        WorkerOutages outages = WorkerOutages.start(installation);
        try {
            // The first finds the living worker cold.
            outages.once();
            for (int turn = 0; turn < turns; turn++) {
                seconds.add(outages.once());
            }
        } finally {
            outages.stop();
        }
        return seconds;
    }

    /** Something that is measured several times. */
    @FunctionalInterface
    interface Turns {
        /**
         * In seconds.
         *
         * @throws IOException when what was to be timed went wrong
         */
        List<Double> seconds() throws Exception;
    }

    /** Its line: with the figure, or with what went wrong. */
    static Row row(String what, Turns turns, Consumer<String> progress) throws Exception {
        try {
            List<Double> seconds = turns.seconds();
            progress.accept(what + ": " + seconds);
            return new Figure(what, "s", Spread.of(seconds), Optional.empty(), Gate.NONE);
        } catch (UnmeasurableException | IOException problem) {
            progress.accept(what + ": " + problem.getMessage());
            return new Unmeasured(what, String.valueOf(problem.getMessage()));
        }
    }
}
