package dev.jetcord.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.sandbox.nats.NatsInfo;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.ServerInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestNatsTest {
    @Test
    void takesConnectionsAndHasJetStream() throws Exception {
        try (var nats = TestNats.start()) {
            ServerInfo info = ask(nats, Connection::getServerInfo);

            assertThat(info.isJetStreamAvailable()).isTrue();
            assertThat(info.getVersion()).isEqualTo(nats.version());
        }
    }

    @Test
    void keepsItsAddressAndWhatWasStoredWhenItIsStoppedAndStartedAgain() throws Exception {
        try (var nats = TestNats.start()) {
            String before = nats.url();
            ask(nats, TestNatsTest::store);

            nats.restart();

            assertThat(nats.url()).isEqualTo(before);
            assertThat(ask(nats, TestNatsTest::stored)).isEqualTo(1);
        }
    }

    @Test
    void keepsWhatWasStoredWhenItIsKilled() throws Exception {
        try (var nats = TestNats.start()) {
            ask(nats, TestNatsTest::store);

            nats.kill();
            assertThatThrownBy(() -> NatsInfo.read(nats.url(), Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class);
            nats.restart();

            assertThat(ask(nats, TestNatsTest::stored)).isEqualTo(1);
        }
    }

    @Test
    void twoServersKnowNothingOfEachOther() throws Exception {
        try (var one = TestNats.start();
                var other = TestNats.start()) {
            ask(one, TestNatsTest::store);

            assertThat(one.url()).isNotEqualTo(other.url());
            List<String> streams =
                    ask(other, connection -> connection.jetStreamManagement().getStreamNames());
            assertThat(streams).isEmpty();
        }
    }

    @Test
    void nobodyAnswersAfterClose() {
        var nats = TestNats.start();

        nats.close();

        assertThatThrownBy(() -> NatsInfo.read(nats.url(), Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class);
    }

    private static long store(Connection connection) throws IOException, JetStreamApiException {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("S")
                        .subjects("s")
                        .storageType(StorageType.File)
                        .build());
        return connection.jetStream().publish("s", "first".getBytes(UTF_8)).getSeqno();
    }

    private static long stored(Connection connection) throws IOException, JetStreamApiException {
        return connection
                .jetStreamManagement()
                .getStreamInfo("S")
                .getStreamState()
                .getMsgCount();
    }

    private static <T> T ask(TestNats nats, Question<T> question) throws Exception {
        Connection connection = Nats.connect(nats.url());
        try {
            return question.ask(connection);
        } finally {
            connection.close();
        }
    }

    private interface Question<T> {
        T ask(Connection connection) throws Exception;
    }
}
