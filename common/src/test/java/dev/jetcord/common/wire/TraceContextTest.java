package dev.jetcord.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceContextTest {
    @Test
    void beginsATraceOfItsOwnForEachMessageAndTheSameForItsCopies() {
        String trace = TraceContext.begin("1500000000000000001");

        assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain("0".repeat(16));
        assertThat(TraceContext.begin("1500000000000000001")).isEqualTo(trace);
        assertThat(TraceContext.begin("1500000000000000002")).isNotEqualTo(trace);
        assertThat(TraceContext.traceId(trace)).isEqualTo(trace.substring(3, 35));
        assertThat(TraceContext.traceId("unheard of")).isEqualTo("unheard of");
    }

    @Test
    void isOfTheWorkThatRunsAndOfNothingElse() {
        List<Optional<String>> seen = new ArrayList<>();

        TraceContext.run("a", () -> {
            seen.add(TraceContext.current());
            TraceContext.run("b", () -> seen.add(TraceContext.current()));
            seen.add(TraceContext.current());
        });
        seen.add(TraceContext.current());

        assertThat(seen).containsExactly(Optional.of("a"), Optional.of("b"), Optional.of("a"), Optional.empty());
    }
}
