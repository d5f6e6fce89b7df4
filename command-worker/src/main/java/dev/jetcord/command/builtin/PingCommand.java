package dev.jetcord.command.builtin;

import dev.jetcord.command.Command;
import dev.jetcord.command.Journey;
import java.time.Duration;
import java.time.Instant;

/** {@code /ping}: how long each leg of the way here took. */
final class PingCommand {
    private PingCommand() {}

    static Command create() {
        return Command.slash("ping", "Shows how fast the fleet answers, leg by leg")
                .handle(context -> context.reply(text(context.journey())));
    }

    static String text(Journey journey) {
        return "Pong!\n"
                + leg("gateway to bridge", journey.created(), journey.bridged())
                + leg("bridge to stream", journey.bridged(), journey.stored())
                + leg("stream to worker", journey.stored(), journey.received());
    }

    /** Each time is by the clock of the one who saw it: clocks that differ can make a leg look shorter than nothing. */
    private static String leg(String name, Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        String shown = time.isNegative()
                ? "under 1 ms (the clocks differ by " + time.negated().toMillis() + " ms or more)"
                : time.toMillis() < 1 ? "under 1 ms" : time.toMillis() + " ms";
        return "- " + name + ": " + shown + '\n';
    }
}
