package dev.jetcord.launcher;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Supervision;
import dev.jetcord.launcher.terminal.Terminal;
import java.time.Duration;

/** Says what becomes of a fleet's services while somebody looks on. */
final class SupervisionWords implements Supervision {
    private final Terminal terminal;

    SupervisionWords(Terminal terminal) {
        this.terminal = requireNonNull(terminal, "terminal");
    }

    @Override
    public void ended(String service, int exitCode, String lastWords, Duration again) {
        terminal.warn(service + " has ended unasked with exit code " + exitCode + "; it is started again in "
                + again.toSeconds() + " s. The end of its log:\n" + lastWords);
    }

    @Override
    public void ready(String service, Duration took) {
        terminal.print(service + " is ready again (" + took.toMillis() + " ms)");
    }

    @Override
    public void failed(String service, String problem) {
        terminal.warn(service + " could not be started again: " + problem);
    }

    @Override
    public void released(String service) {
        terminal.print(service + " was stopped by another launcher");
    }
}
