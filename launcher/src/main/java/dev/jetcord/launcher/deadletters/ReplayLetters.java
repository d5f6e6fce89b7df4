package dev.jetcord.launcher.deadletters;

import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.common.messaging.deadletter.ReplayOutcome;
import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Have them processed again, oldest first, and say what becomes of each.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every one was settled, and its letter is gone", "1:one was not"})
final class ReplayLetters implements Callable<Integer> {
    private static final int NOT_ALL_SETTLED = 1;

    private final LetterDesk desk;
    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Option(
            names = "--wait",
            defaultValue = "15",
            description = "How long to wait for what becomes of each, in seconds. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    /** Some by name, or all of one consumer. */
    private static final class Which {
        @Parameters(paramLabel = "ID", description = "IDs, or references that users saw.")
        private List<String> ids = List.of();

        @Option(names = "--consumer", description = "All of this consumer, such as command-worker.")
        private Optional<String> consumer = Optional.empty();
    }

    ReplayLetters(LetterDesk desk, Terminal terminal) {
        this.desk = desk;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return desk.open(this::replay);
    }

    private int replay(DeadLetterBox box) throws IOException, FleetException, InterruptedException {
        List<DeadLetter> letters =
                which.consumer.isPresent() ? box.list(which.consumer.get()) : LetterDesk.find(box, which.ids);
        if (letters.isEmpty()) {
            terminal.print("No dead letters.");
        }
        boolean all = true;
        for (DeadLetter letter : letters) {
            ReplayOutcome outcome = box.replay(letter, Duration.ofSeconds(Math.max(1, waitSeconds)));
            terminal.print(letter.id() + ": " + text(letter, outcome));
            all &= outcome instanceof ReplayOutcome.Settled;
        }
        return all ? 0 : NOT_ALL_SETTLED;
    }

    private static String text(DeadLetter letter, ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Settled(long sequence) ->
                "settled by " + letter.consumer() + ", as message " + sequence + " of " + letter.stream()
                        + "; the letter is gone";
            case ReplayOutcome.FailedAgain(long sequence, DeadLetter again) ->
                "failed again, as message " + sequence + " of " + letter.stream() + ": letter " + again.id()
                        + " is in its place (" + again.reason() + ", reference " + again.reference() + ")";
            case ReplayOutcome.InHand(long sequence, Duration waited) ->
                "not settled after " + waited.toSeconds() + " s, as message " + sequence + " of " + letter.stream()
                        + ". Does " + letter.consumer() + " run? The letter stays; the same command waits on";
            case ReplayOutcome.Impossible(String reason) -> "not replayed: " + reason;
        };
    }
}
