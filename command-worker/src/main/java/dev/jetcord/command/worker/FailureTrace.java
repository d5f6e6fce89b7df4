package dev.jetcord.command.worker;

import dev.jetcord.common.discord.DiscordException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a handler failed, in one line: the classes and the innermost frames. Messages are left out, but of our own kind. */
final class FailureTrace {
    private static final int FRAMES = 6;

    private FailureTrace() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        if (failure instanceof DiscordException refused) {
            text.append(" (").append(refused.getMessage()).append(')');
        }
        text.append(" at ")
                .append(Arrays.stream(failure.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> frame.getClassName() + '.' + frame.getMethodName() + ':' + frame.getLineNumber())
                        .collect(Collectors.joining(" < ")));
        Throwable cause = failure.getCause();
        if (cause != null) {
            text.append("; caused by ").append(cause.getClass().getName());
        }
        return text.toString();
    }
}
