package dev.jetcord.launcher.nats;

import dev.jetcord.launcher.process.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that are only said to be there; each run is written down and ends as told. */
final class FakeCommands implements Commands {
    final List<List<String>> runs = new ArrayList<>();
    private final Set<String> programs;
    private final Effect effect;

    /** What a program does in the folder where it runs. */
    interface Effect {
        Result run(List<String> command, Path folder) throws IOException;
    }

    FakeCommands(Set<String> programs, Effect effect) {
        this.programs = programs;
        this.effect = effect;
    }

    @Override
    public Optional<Path> find(String program) {
        return programs.contains(program) ? Optional.of(Path.of("/usr/bin", program)) : Optional.empty();
    }

    @Override
    public Result run(List<String> command, Map<String, String> environment, Path folder, Duration timeout)
            throws IOException {
        runs.add(command);
        return effect.run(command, folder);
    }
}
