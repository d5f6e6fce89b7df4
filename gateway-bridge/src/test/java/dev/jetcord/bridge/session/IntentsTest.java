package dev.jetcord.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntentsTest {
    @Test
    void setsDiscordsBits() {
        Intents intents =
                Intents.of(Intents.Intent.GUILDS, Intents.Intent.GUILD_MESSAGES, Intents.Intent.MESSAGE_CONTENT);
        assertThat(intents.bits()).isEqualTo(1 | 1 << 9 | 1 << 15);
    }

    @Test
    void knowsWhichMustBeSwitchedOn() {
        assertThat(Intents.of(Intents.Intent.GUILDS, Intents.Intent.GUILD_MEMBERS, Intents.Intent.GUILD_PRESENCES)
                        .privileged())
                .containsExactlyInAnyOrder(Intents.Intent.GUILD_MEMBERS, Intents.Intent.GUILD_PRESENCES);
    }
}
