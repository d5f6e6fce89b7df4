package dev.jetcord.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetachmentTest {
    @Test
    void startsACommandInASessionOfItsOwn() throws Exception {
        assertThat(session(Detachment.words(new SystemCommands(System.getenv("PATH")))))
                .isTrue();
    }

    @Test
    void doesSoWithoutSetsidAsWell() throws Exception {
        assertThat(session(Detachment.perl())).isTrue();
    }

    // A session's leader has its own pid as the session's id.
    private static boolean session(List<String> words) throws Exception {
        var command = new ArrayList<>(words);
        command.addAll(List.of("sh", "-c", "ps -o sid= -p $$; echo $$"));
        Process process = new ProcessBuilder(command).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        assertThat(lines.getLast()).isEqualTo(Long.toString(process.pid()));
        return lines.getFirst().equals(lines.getLast());
    }
}
