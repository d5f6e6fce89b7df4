package dev.jetcord.launcher.deadletters;

import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.launcher.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show all of one, with its body. The body may hold what users wrote.",
        mixinStandardHelpOptions = true)
final class ShowLetter implements Callable<Integer> {
    private final LetterDesk desk;
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "Its ID, or the reference that a user saw.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ShowLetter(LetterDesk desk, Terminal terminal) {
        this.desk = desk;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<String> lines = desk.open(box -> {
            DeadLetter letter = LetterDesk.find(box, List.of(id)).getFirst();
            return json
                    ? List.of(LetterText.json(letter).toPrettyString())
                    : LetterText.lines(letter, box.whyNotReplayable(letter));
        });
        lines.forEach(terminal::print);
        return 0;
    }
}
