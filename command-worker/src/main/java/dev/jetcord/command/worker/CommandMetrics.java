package dev.jetcord.command.worker;

import static java.util.Objects.requireNonNull;

import dev.jetcord.command.CommandRegistry;
import dev.jetcord.common.interaction.Interaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is measured of commands. A name that no command has counts as {@code unknown}: users cannot add label values. */
final class CommandMetrics {
    /** Discord gives an interaction up after 3 s. */
    private static final Duration[] PROMPTNESS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3)
    };

    private static final String UNKNOWN = "unknown";
    private final MeterRegistry registry;

    CommandMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    void handled(Interaction interaction, CommandRegistry.Target target, String outcome) {
        count(target.command().name(), interaction, outcome);
    }

    void unknown(Interaction interaction) {
        count(UNKNOWN, interaction, UNKNOWN);
    }

    /** @param age of the interaction, by Discord's clock */
    void firstResponse(Interaction interaction, CommandRegistry.Target target, Duration age) {
        Timer.builder("jetcord.commands.first.response")
                .description("From the user's action until Discord had our first response, by Discord's clock")
                .tags(
                        "command",
                        target.command().name(),
                        "kind",
                        interaction.kind().token())
                .serviceLevelObjectives(PROMPTNESS)
                .register(registry)
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    private void count(String command, Interaction interaction, String outcome) {
        Counter.builder("jetcord.commands.handled")
                .description("Interactions that were handled, by what came of them")
                .tags("command", command, "kind", interaction.kind().token(), "outcome", outcome)
                .register(registry)
                .increment();
    }
}
