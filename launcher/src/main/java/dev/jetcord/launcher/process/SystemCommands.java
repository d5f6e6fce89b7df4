package dev.jetcord.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine. */
public final class SystemCommands implements Commands {
    private final String searchPath;

    /**
     * Looks for programs along a search path.
     *
     * @param searchPath the value of {@code PATH}
     */
    public SystemCommands(String searchPath) {
        this.searchPath = searchPath;
    }

    @Override
    public Optional<Path> find(String program) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    @Override
    public Result run(List<String> command, Map<String, String> environment, Path folder, Duration timeout)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
            String text = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Result(process.waitFor(), text);
        } catch (TimeoutException e) {
            throw new IOException(command.getFirst() + " has not ended after " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("what " + command.getFirst() + " prints can't be read", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
