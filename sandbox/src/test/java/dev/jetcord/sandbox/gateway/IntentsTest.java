package dev.jetcord.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentsTest {

    @ParameterizedTest
    @CsvSource({
        "GUILD_CREATE, false, 1",
        "GUILD_ROLE_DELETE, false, 1",
        "THREAD_MEMBERS_UPDATE, false, 3",
        "GUILD_MEMBER_ADD, false, 2",
        "GUILD_MEMBERS_CHUNK, false, 0",
        "MESSAGE_CREATE, false, 512",
        "MESSAGE_CREATE, true, 4096",
        "MESSAGE_DELETE_BULK, false, 512",
        "MESSAGE_REACTION_ADD, false, 1024",
        "MESSAGE_REACTION_ADD, true, 8192",
        "MESSAGE_POLL_VOTE_ADD, true, 33554432",
        "CHANNEL_PINS_UPDATE, false, 1",
        "CHANNEL_PINS_UPDATE, true, 4096",
        "CHANNEL_CREATE, true, 1",
        "TYPING_START, true, 16384",
        "INTERACTION_CREATE, false, 0",
        "ENTITLEMENT_CREATE, true, 0"
    })
    void knowsWhichIntentsBringAnEvent(String event, boolean direct, long intents) {
        assertThat(Intents.of(event, direct)).isEqualTo(intents);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "53608447, true", "131072, false", "-1, false", "67108864, false"})
    void knowsWhichBitsAreDefined(long intents, boolean defined) {
        assertThat(Intents.defined(intents)).isEqualTo(defined);
    }
}
