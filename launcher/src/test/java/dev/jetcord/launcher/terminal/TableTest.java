package dev.jetcord.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table("NAME", "PID").row("gateway-bridge", "7").row("nats", "12345");

        assertThat(table.toString().lines())
                .containsExactly("NAME            PID", "gateway-bridge  7", "nats            12345");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> new Table("NAME").row("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
