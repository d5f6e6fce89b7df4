package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.chaos.Outages;
import dev.jetcord.e2e.chaos.Outages.Victim;
import dev.jetcord.launcher.fleet.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The longest time in which no event is stored, while 200 a second are sent and a process is killed, which is started again
 * at once. There is no ceiling: without Jetcord the events would be gone.
 */
final class RecoveryScenario implements Scenario {
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
        return "a killed bridge or NATS server to the next stored event, restart included";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        var figures = new ArrayList<Figure>();
        for (Victim victim : Victim.values()) {
            String name = victim.name().toLowerCase(Locale.ROOT);
            List<Double> gaps = Outages.seconds(installation, victim, effort.rounds());
            progress.accept(name + " killed: " + gaps);
            figures.add(new Figure(name + " killed", "s", Spread.of(gaps), Optional.empty(), Gate.NONE));
        }
        return figures;
    }
}
