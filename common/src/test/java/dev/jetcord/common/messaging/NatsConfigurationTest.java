package dev.jetcord.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NatsConfigurationTest {
    @Test
    void readsAKeyThatIsNeverShown() {
        UserKey key = UserKey.generate();

        NatsConfiguration configuration =
                read(Map.of("NATS_URL", "tls://a:4222", "NATS_NKEY", key.seed().reveal()));

        assertThat(configuration.key()).contains(key);
        assertThat(configuration.secured()).isTrue();
        assertThat(configuration + " " + key).doesNotContain(key.seed().reveal());
    }

    @Test
    void saysWhatIsWrongWithKeysAndCertificatesWithoutShowingThem() {
        String publicKey = UserKey.generate().publicKey();

        assertThatThrownBy(() ->
                        read(Map.of("NATS_NKEY", publicKey, "NATS_CA", "hunter2", "NATS_CREDENTIALS", "/nowhere")))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        wrong -> assertThat(wrong)
                                .hasMessageContaining("NATS_NKEY must be the seed of a NATS user")
                                .hasMessageContaining("NATS_NKEY is set as well as NATS_CREDENTIALS")
                                .hasMessageContaining("NATS_CA must hold a certificate")
                                .message()
                                .doesNotContain(publicKey, "hunter2"));
    }

    @Test
    void withoutAnAuthorityOrAnAddressThatAsksForItNothingIsSecured() {
        assertThat(read(Map.of("NATS_URL", "nats://a:4222, nats://b:4222")).secured())
                .isFalse();
    }

    private static NatsConfiguration read(Map<String, String> environment) {
        return Settings.load(environment, NatsConfiguration::from);
    }
}
