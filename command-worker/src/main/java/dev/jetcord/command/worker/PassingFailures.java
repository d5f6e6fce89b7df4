package dev.jetcord.command.worker;

import dev.jetcord.command.TryAgainException;
import dev.jetcord.common.discord.DiscordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Tells failures that may not come again from those that will: only the first are worth another run. */
final class PassingFailures {
    private PassingFailures() {}

    /** What to do about a failure that may pass; empty for one that will not. */
    static Optional<CommandResult.Again> of(Throwable failure) {
        return switch (failure) {
            case TryAgainException asked ->
                Optional.of(new CommandResult.Again(String.valueOf(asked.getMessage()), asked.after()));
            case DiscordException refused -> refused.isTransient() ? Optional.of(again(refused)) : Optional.empty();
            case IOException unreachable -> Optional.of(again(unreachable));
            case TimeoutException late -> Optional.of(again(late));
            case SQLTransientException database -> Optional.of(again(database));
            case UncheckedIOException wrapped -> Optional.of(again(wrapped));
            case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            default -> Optional.empty();
        };
    }

    private static CommandResult.Again again(Throwable failure) {
        return new CommandResult.Again(failure.getClass().getSimpleName(), Optional.empty());
    }
}
