package dev.jetcord.common.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.config.Secret;
import io.nats.client.NKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the client's own NKeys. */
class UserKeyTest {
    private static final byte[] NONCE = "a server's nonce".getBytes(UTF_8);

    @RepeatedTest(20)
    void isTheKeyThatTheClientMakesOfTheSameSeed() throws Exception {
        NKey theirs = NKey.createUser(new SecureRandom());

        UserKey ours = UserKey.of(new Secret(new String(theirs.getSeed())));

        assertThat(ours.publicKey()).isEqualTo(new String(theirs.getPublicKey()));
        assertThat(ours.authentication().getID()).isEqualTo(theirs.getPublicKey());
        assertThat(ours.authentication().sign(NONCE)).isEqualTo(theirs.sign(NONCE));
    }

    @Test
    void aNewOneIsOneToTheClientAndNoOtherIs() throws Exception {
        UserKey ours = UserKey.generate();

        NKey theirs = NKey.fromSeed(ours.seed().reveal().toCharArray());

        assertThat(new String(theirs.getPublicKey())).isEqualTo(ours.publicKey());
        assertThat(theirs.getType()).isEqualTo(NKey.Type.USER);
        assertThat(UserKey.generate()).isNotEqualTo(ours);
    }

    @Test
    void aSeedOfSomethingElseAndADamagedOneAreRefused() throws Exception {
        String account = new String(NKey.createAccount(new SecureRandom()).getSeed());
        String seed = UserKey.generate().seed().reveal();
        char other = seed.charAt(20) == 'A' ? 'B' : 'A';

        assertThatThrownBy(() -> UserKey.of(new Secret(account))).hasMessage("the NKey is not the seed of a user");
        assertThatThrownBy(() -> UserKey.of(new Secret(seed.substring(0, 20) + other + seed.substring(21))))
                .hasMessage("the NKey's checksum is wrong");
        assertThatThrownBy(() -> UserKey.of(new Secret(seed.substring(2))))
                .hasMessage("an NKey's seed has another length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "SUé", "su", "SU1"})
    void whatIsNoKeyAtAllIsRefused(String text) {
        assertThatThrownBy(() -> UserKey.of(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NKey");
    }
}
