package dev.jetcord.e2e;

import dev.jetcord.command.Command;
import dev.jetcord.command.worker.Main;
import java.util.List;

/** A command worker whose {@code /ping} fails as badly as a handler can: its exception quotes what the user sent. */
final class FailingCommandWorker {
    static final String QUOTED = "quoted-by-the-exception";

    private FailingCommandWorker() {}

    public static void main(String[] arguments) {
        Main.run(List.of(Command.slash("ping", "Fails").handle(context -> {
            throw new IllegalStateException(QUOTED + " of " + context.interaction());
        })));
    }
}
