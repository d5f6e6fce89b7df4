package dev.jetcord.command.builtin;

import dev.jetcord.command.Command;
import dev.jetcord.common.interaction.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** {@code /about}: what answers here, and since when. */
final class AboutCommand {
    private AboutCommand() {}

    static Command create(String version, Instant startedAt, InstantSource clock) {
        return Command.slash("about", "Tells what this bot runs on")
                .handle(context ->
                        context.reply(Reply.ephemeral(text(version, Duration.between(startedAt, clock.instant())))));
    }

    static String text(String version, Duration uptime) {
        return "This bot runs on **Jetcord " + version + "**, an event-driven fleet on NATS JetStream.\n"
                + "The worker that answered has been up for " + readable(uptime) + '.';
    }

    private static String readable(Duration uptime) {
        if (uptime.toDays() > 0) {
            return uptime.toDays() + " d " + uptime.toHoursPart() + " h";
        }
        if (uptime.toHours() > 0) {
            return uptime.toHours() + " h " + uptime.toMinutesPart() + " min";
        }
        return uptime.toMinutes() > 0 ? uptime.toMinutes() + " min" : uptime.toSeconds() + " s";
    }
}
