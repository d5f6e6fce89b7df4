package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.flow.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "The end of what the services print.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;
    private static final String SUFFIX = ".log";

    private final Context context;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One service, such as command-worker; default: all.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "20",
            description = "Lines of each log. Default: ${DEFAULT-VALUE}.")
    private int lines;

    LogsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        List<Path> files = files();
        if (files.isEmpty()) {
            throw new FleetException(
                    "there is no log " + name.map(one -> "of " + one + " ").orElse("") + "in "
                            + context.home().logs() + ": ./jetcord status shows the names");
        }
        for (Path file : files) {
            List<String> all = new LogTail(file, 0).read();
            print(file, all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size()));
        }
        if (follow) {
            follow(files);
        }
        return 0;
    }

    private List<Path> files() throws IOException {
        Path folder = context.home().logs();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> name.isEmpty() || service(file).equals(name.get()))
                    .sorted()
                    .toList();
        }
    }

    private void follow(List<Path> files) throws IOException, InterruptedException {
        var tails = new LinkedHashMap<Path, LogTail>();
        for (Path file : files) {
            tails.put(file, LogTail.atEnd(file));
        }
        while (true) {
            for (var tail : tails.entrySet()) {
                print(tail.getKey(), tail.getValue().read());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void print(Path file, List<String> text) {
        String prefix = name.isPresent() ? "" : context.terminal().weak(service(file) + ": ");
        text.forEach(line -> context.terminal().print(prefix + line));
    }

    private static String service(Path log) {
        String file = log.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
