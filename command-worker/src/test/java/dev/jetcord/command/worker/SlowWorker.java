package dev.jetcord.command.worker;

import dev.jetcord.command.Command;
import java.time.Duration;
import java.util.List;

/** The command worker with a command that takes as long as its user says, for tests that stop the whole process. */
final class SlowWorker {
    private SlowWorker() {}

    static Command command() {
        return Command.slash("slow", "Takes its time").handle(context -> {
            System.out.println("attempt " + context.attempt() + " began");
            Thread.sleep(Duration.ofMillis(Long.getLong("slow.millis", 0)));
            context.reply("Done at attempt " + context.attempt());
        });
    }

    public static void main(String[] arguments) {
        System.setProperty("slow.millis", arguments[0]);
        Main.run(List.of(command()));
    }
}
