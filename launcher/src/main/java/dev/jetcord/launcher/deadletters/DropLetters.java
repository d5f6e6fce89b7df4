package dev.jetcord.launcher.deadletters;

import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.launcher.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "drop", description = "Remove them for good.", mixinStandardHelpOptions = true)
final class DropLetters implements Callable<Integer> {
    private final LetterDesk desk;
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "IDs, or references that users saw.")
    private List<String> ids = List.of();

    DropLetters(LetterDesk desk, Terminal terminal) {
        this.desk = desk;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return desk.open(box -> {
            for (DeadLetter letter : LetterDesk.find(box, ids)) {
                box.drop(letter);
                terminal.print(letter.id() + ": dropped (" + letter.subject() + ", " + letter.reason() + ")");
            }
            return 0;
        });
    }
}
