package dev.jetcord.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataReferenceTest {
    @Test
    void isReadAsItWasWritten() {
        DataReference reference = new DataReference("oversize", "30f3:7/ü");
        assertThat(reference).hasToString("nats-object:oversize/30f3:7/ü");
        assertThat(DataReference.parse(reference.toString())).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "oversize/a", "https://example.test/a", "nats-object:", "nats-object:b", "nats-object:/a"})
    void whatCannotBeFollowedIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataReference.parse(text));
    }
}
