package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheProcessThatWasStarted() {
        ProcessHandle self = ProcessHandle.current();

        assertThat(find(self.pid(), ProcessTable.startOf(self))).isTrue();
    }

    @Test
    void takesNoOtherProcessForItWhenThePidIsUsedAgain() {
        ProcessHandle self = ProcessHandle.current();

        assertThat(find(self.pid(), ProcessTable.startOf(self) - 60_000)).isFalse();
    }

    private boolean find(long pid, long startedAt) {
        var service = new ServiceRecord("one", Layer.WORKERS, pid, startedAt, "", "", "", 0);
        return new ProcessTable(new Home(folder)).find(service).isPresent();
    }
}
