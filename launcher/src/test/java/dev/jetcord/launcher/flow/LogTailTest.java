package dev.jetcord.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    @Test
    void readsWholeLinesOnce() throws IOException {
        Path file = folder.resolve("a.log");
        Files.writeString(file, "old\n");
        LogTail tail = LogTail.atEnd(file);

        Files.writeString(file, "one\ntw", StandardOpenOption.APPEND);
        assertThat(tail.read()).containsExactly("one");
        Files.writeString(file, "o\n", StandardOpenOption.APPEND);
        assertThat(tail.read()).containsExactly("two");
        assertThat(tail.read()).isEmpty();
    }

    @Test
    void beginsAgainWithANewFile() throws IOException {
        Path file = folder.resolve("a.log");
        Files.writeString(file, "a long line\n");
        LogTail tail = LogTail.atEnd(file);

        Files.writeString(file, "new\n");

        assertThat(tail.read()).containsExactly("new");
    }

    @Test
    void readsALongerFileOfTheSameNameFromItsBeginning() throws IOException {
        Path file = folder.resolve("a.log");
        Files.writeString(file, "old\n");
        LogTail tail = LogTail.atEnd(file);

        Files.move(file, folder.resolve("a.log.1"));
        Files.writeString(file, "the first line\nthe second\n");

        assertThat(tail.read()).containsExactly("the first line", "the second");
    }
}
