package dev.jetcord.eligibility.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.Address;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInMessageTest {
    private static final SignInMessage MESSAGE = new SignInMessage(
            "bot.example",
            new Address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            new Snowflake(-1),
            "0123456789abcdef",
            Instant.parse("2026-11-24T10:00:00Z"),
            Instant.parse("2026-11-24T10:10:00Z"));

    @Test
    void isOfTheFormThatWalletsRecognise() {
        assertThat(MESSAGE.text()).isEqualTo("""
                        bot.example wants you to sign in with your Ethereum account:
                        0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed

                        Link this wallet to the Discord user 18446744073709551615. Signing costs nothing and moves nothing.

                        URI: https://bot.example/
                        Version: 1
                        Chain ID: 1
                        Nonce: 0123456789abcdef
                        Issued At: 2026-11-24T10:00:00Z
                        Expiration Time: 2026-11-24T10:10:00Z""");
        assertThat(SignInMessage.parse(MESSAGE.text())).isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "bot.example wants, evil.example wants",
        "https://bot.example/, https://evil.example/",
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "18446744073709551615, 018446744073709551",
        "Version: 1, Version: 2",
        "Chain ID: 1, Chain ID: 5",
        "Nonce: 0123456789abcdef, Nonce: 0123",
        "2026-11-24T10:10:00Z, 2026-11-24T09:10:00Z",
        "2026-11-24T10:10:00Z, 2026-11-24T10:10:00.000Z",
        "2026-11-24T10:00:00Z, yesterday"
    })
    void refusesWhatIsWrittenOtherwise(String ours, String other) {
        String text = MESSAGE.text().replace(ours, other);
        assertThat(text).isNotEqualTo(MESSAGE.text());

        assertThatThrownBy(() -> SignInMessage.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bot.example", "bot example", "-bot", "bot.example/", "bot.example:123456"})
    void refusesWhatIsNoDomain(String domain) {
        assertThat(SignInMessage.isDomain(domain)).isFalse();
    }
}
