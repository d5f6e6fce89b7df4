package dev.jetcord.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.SessionStart;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionProgressTest {
    private static final URI URL = URI.create("wss://resume.test");
    private static final SessionStart START = new SessionStart("s", URL);

    private final SessionProgress progress = new SessionProgress();

    @Test
    void aSessionsEpochIsTheTimeAndAboveEveryEarlierOne() {
        assertThat(progress.begin(START, Instant.ofEpochMilli(1000))).isEqualTo(new GatewaySession("s", URL, 1000, 0));
        assertThat(progress.begin(START, Instant.ofEpochMilli(1000)).epoch()).isEqualTo(1001);
        assertThat(progress.begin(START, Instant.ofEpochMilli(500)).epoch()).isEqualTo(1002);
        assertThat(progress.lastEpoch()).isEqualTo(1002);
    }

    @Test
    void goesOnFromACheckpoint() {
        GatewaySession checkpoint = new GatewaySession("s", URL, 9, 7);
        progress.adopt(Optional.of(checkpoint), 9);
        assertThat(progress.session()).contains(checkpoint);
        assertThat(progress.received()).isEqualTo(7);
        assertThat(progress.receive(7)).isEqualTo(-1);
        assertThat(progress.receive(8)).isZero();
        assertThat(progress.lose()).isEqualTo(checkpoint);
        assertThat(progress.begin(START, Instant.EPOCH).epoch()).isEqualTo(10);
    }

    @Test
    void theEpochOfALostSessionIsKeptToo() {
        progress.adopt(Optional.empty(), 20);
        assertThat(progress.session()).isEmpty();
        assertThat(progress.begin(START, Instant.EPOCH).epoch()).isEqualTo(21);
    }

    @Test
    void countsWhatIsMissing() {
        progress.begin(START, Instant.EPOCH);
        assertThat(progress.receive(1)).isZero();
        assertThat(progress.receive(5)).isEqualTo(3);
        assertThat(progress.receive(5)).isEqualTo(-1);
        assertThat(progress.receive(4)).isEqualTo(-1);
        assertThat(progress.received()).isEqualTo(5);
    }

    @Test
    void anAcknowledgementOfAnotherSessionOrOfLessChangesNothing() {
        long epoch = progress.begin(START, Instant.ofEpochMilli(3)).epoch();
        progress.acknowledge(epoch, 4);
        progress.acknowledge(epoch, 2);
        progress.acknowledge(epoch - 1, 9);
        assertThat(progress.acknowledged()).isEqualTo(4);
    }
}
