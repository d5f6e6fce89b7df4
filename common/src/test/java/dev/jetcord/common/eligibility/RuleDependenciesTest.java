package dev.jetcord.common.eligibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleDependenciesTest {
    @Test
    void isReadAsItIsWritten() throws Exception {
        RuleDependencies dependencies = new RuleDependencies(Set.of(new Snowflake(9), new Snowflake(7)));

        assertThat(new String(dependencies.encode(), UTF_8)).isEqualTo("{\"roles\":[\"7\",\"9\"]}");
        assertThat(RuleDependencies.decode(dependencies.encode())).isEqualTo(dependencies);
        assertThat(RuleDependencies.key(new Snowflake(-1))).isEqualTo("18446744073709551615");
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> RuleDependencies.decode("[]".getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class);
    }
}
