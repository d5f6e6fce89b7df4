package dev.jetcord.eligibility.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    /** The examples of EIP-55 itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0xde709f2102306220921060314715629080e2fb77"
            })
    void readsChecksummedLowerAndUpperCaseAsTheSame(String checksummed) {
        String digits = checksummed.substring(2);

        assertThat(Address.parse(checksummed).value()).isEqualTo(checksummed);
        assertThat(Address.parse("0x" + digits.toLowerCase(Locale.ROOT)).value())
                .isEqualTo(checksummed);
        assertThat(Address.parse("0x" + digits.toUpperCase(Locale.ROOT)).value())
                .isEqualTo(checksummed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"})
    void refusesAMixedCaseThatIsNotTheChecksum(String mistyped) {
        assertThatThrownBy(() -> Address.parse(mistyped))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EIP-55");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
                "vitalik.eth"
            })
    void refusesWhatHasNotTheShape(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An address is 0x and 40 hexadecimal digits");
    }
}
