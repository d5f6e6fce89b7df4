package dev.jetcord.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowLineTest {
    @Test
    void readsATextLog() {
        assertThat(FlowLine.ofLog(
                        "bridge", "2026-01-02T03:04:05.678+01:00 INFO  dev.jetcord.flow interaction 7 stored"))
                .contains(new FlowLine(Instant.parse("2026-01-02T02:04:05.678Z"), "bridge", "interaction 7 stored"));
    }

    @Test
    void readsAJsonLog() {
        assertThat(FlowLine.ofLog("bridge", """
                {"timestamp":1767323045678,"loggerName":"dev.jetcord.flow","message":"interaction {} {}","arguments":["7","a$1"]}"""))
                .contains(new FlowLine(Instant.parse("2026-01-02T03:04:05.678Z"), "bridge", "interaction 7 a$1"));
    }

    @Test
    void passesOverWhatIsNoneOfTheFlow() {
        assertThat(FlowLine.ofLog("bridge", "2026-01-02T03:04:05.678Z WARN  d.j.bridge.Main about dev.jetcord.flow x"))
                .isEmpty();
        assertThat(FlowLine.ofLog("bridge", "\tat dev.jetcord.flow.Something")).isEmpty();
        assertThat(FlowLine.ofLog("bridge", "{\"loggerName\":\"other\"}")).isEmpty();
        assertThat(FlowLine.ofLog("bridge", "{ not JSON")).isEmpty();
    }

    @Test
    void putsTheSandboxsFeedInWords() {
        assertThat(FlowLine.ofFeed("sandbox", """
                {"at":"2026-01-02T03:04:05.678Z","type":"callback","callback_type":4,"interaction_id":"7","command":"/ping","state":"answered"}"""))
                .contains(new FlowLine(
                        Instant.parse("2026-01-02T03:04:05.678Z"),
                        "sandbox",
                        "callback 7 /ping: callback type 4, state answered"));
    }

    @Test
    void showsNoSignsOfLife() {
        assertThat(FlowLine.ofFeed("sandbox", "{\"type\":\"keepalive\"}")).isEmpty();
        assertThat(FlowLine.ofFeed("sandbox", "{\"type\":\"open\"}")).isEmpty();
    }
}
