package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.chaos.Outages;
import dev.jetcord.launcher.fleet.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The longest time in which no event is stored, while 200 a second are sent and a process is killed, which the launcher starts
 * again after a second. There is no ceiling: without Jetcord the events would be gone.
 */
final class RecoveryScenario implements Scenario {
    private final Path libraries;

    RecoveryScenario(Path libraries) {
        this.libraries = requireNonNull(libraries, "libraries");
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
        for (String service : List.of(Services.BRIDGE, Services.NATS)) {
            List<Double> gaps = Outages.seconds(libraries, service, effort.rounds());
            progress.accept(service + " killed: " + gaps);
            figures.add(new Figure(service + " killed", "s", Spread.of(gaps), Optional.empty(), Gate.NONE));
        }
        return figures;
    }
}
