package dev.jetcord.launcher.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.launcher.terminal.Table;
import dev.jetcord.launcher.terminal.Terminal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List them, oldest first.", mixinStandardHelpOptions = true)
final class ListLetters implements Callable<Integer> {
    private final LetterDesk desk;
    private final Terminal terminal;

    @Option(names = "--consumer", description = "Only those of this consumer, such as command-worker.")
    private Optional<String> consumer = Optional.empty();

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Only so many, the newest. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ListLetters(LetterDesk desk, Terminal terminal) {
        this.desk = desk;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<DeadLetter> all = desk.open(box -> consumer.isPresent() ? box.list(consumer.get()) : box.list());
        List<DeadLetter> shown = all.subList(Math.max(0, all.size() - Math.max(1, limit)), all.size());
        terminal.print(json ? json(shown) : text(shown, all.size()));
        return 0;
    }

    private static String text(List<DeadLetter> letters, int all) {
        if (letters.isEmpty()) {
            return "No dead letters.";
        }
        Table table = new Table("ID", "WHEN", "CONSUMER", "REASON", "DELIVERIES", "REFERENCE", "SUBJECT");
        for (DeadLetter letter : letters) {
            table.row(
                    Long.toString(letter.id()),
                    letter.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    letter.consumer(),
                    letter.reason(),
                    Long.toString(letter.deliveries()),
                    letter.reference(),
                    letter.subject());
        }
        int older = all - letters.size();
        return table + (older == 0 ? "" : "\nand " + older + " older; --limit shows more");
    }

    private static String json(List<DeadLetter> letters) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        letters.forEach(letter -> array.add(LetterText.json(letter)));
        return array.toPrettyString();
    }
}
