package dev.jetcord.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryScenarioTest {
    @Test
    void eventsThatWereLostLeaveALineThatSaysSo() throws Exception {
        Row row = RecoveryScenario.row(
                "bridge killed",
                () -> {
                    throw new IOException("events were lost or doubled: 1 lost");
                },
                _ -> {});

        assertThat(row).isEqualTo(new Unmeasured("bridge killed", "events were lost or doubled: 1 lost"));
    }

    @Test
    void theMiddleAndTheWorstAreInTheFigure() throws Exception {
        Row row = RecoveryScenario.row("bridge killed", () -> List.of(9.0, 1.0, 2.0), _ -> {});

        assertThat(row).isInstanceOfSatisfying(Figure.class, figure -> {
            assertThat(figure.ours().median()).isEqualTo(2.0);
            assertThat(figure.ours().max()).isEqualTo(9.0);
        });
    }

    @Test
    void aKilledWorkerThatHadNothingInHandSaysNothing() {
        assertThatCode(() -> WorkerOutages.judge(100, 100, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> WorkerOutages.judge(100, 100, 0)).hasMessageContaining("nothing in hand");
        assertThatThrownBy(() -> WorkerOutages.judge(100, 99, 1)).hasMessage("of 100 interactions, 99 were answered");
    }
}
