package dev.jetcord.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.testing.JavaProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a process ends, seen from outside: a real child process for each case. */
class StopOnExitTest {
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsWithZeroAfterASignalWhenAllStopped(String signal) throws Exception {
        try (JavaProcess process = signalled("drains", signal)) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.output()).contains("drained", "stopped in");
        }
    }

    @Test
    void keepsTheCodeOfAnExitThatTheProcessAskedFor() throws Exception {
        try (JavaProcess process = JavaProcess.start(StoppingProcess.class, Map.of(), "exits")) {
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(process.output()).contains("drained");
        }
    }

    @Test
    void endsWithOneAfterASignalWhenAPartFailedToStop() throws Exception {
        try (JavaProcess process = signalled("fails", "TERM")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output()).contains("part did not stop cleanly");
        }
    }

    @Test
    void endsWithOneAndSaysWhatHangsWhenTheBudgetIsOver() throws Exception {
        try (JavaProcess process = signalled("hangs", "TERM")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output()).contains("part has not stopped", "raise STOP_TIMEOUT");
        }
    }

    private static JavaProcess signalled(String behaviour, String signal) throws Exception {
        JavaProcess process = JavaProcess.start(StoppingProcess.class, Map.of(), behaviour);
        process.awaitOutput("ready");
        process.signal(signal);
        return process;
    }
}
