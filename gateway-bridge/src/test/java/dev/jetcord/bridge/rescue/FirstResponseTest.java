package dev.jetcord.bridge.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.InteractionKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstResponseTest {
    @ParameterizedTest
    @CsvSource({
        "immediate, DEFER_EPHEMERAL",
        "defer_ephemeral, DEFER_EPHEMERAL",
        "defer_public, DEFER_PUBLIC",
        "modal, TRY_AGAIN",
        "something_new, DEFER_EPHEMERAL",
        ", DEFER_EPHEMERAL"
    })
    void aCommandIsAnsweredByItsPolicy(String policy, FirstResponse expected) {
        for (InteractionKind kind :
                new InteractionKind[] {InteractionKind.SLASH, InteractionKind.USER, InteractionKind.MESSAGE}) {
            assertThat(FirstResponse.choose(kind, Optional.ofNullable(policy), false))
                    .isEqualTo(expected);
        }
    }

    @Test
    void everythingElseIsAnsweredByWhatItIs() {
        assertThat(FirstResponse.choose(InteractionKind.AUTOCOMPLETE, Optional.of("defer_public"), false))
                .isEqualTo(FirstResponse.NO_CHOICES);
        assertThat(FirstResponse.choose(InteractionKind.COMPONENT, Optional.empty(), true))
                .isEqualTo(FirstResponse.DEFER_UPDATE);
        assertThat(FirstResponse.choose(InteractionKind.MODAL, Optional.empty(), true))
                .isEqualTo(FirstResponse.DEFER_UPDATE);
        assertThat(FirstResponse.choose(InteractionKind.MODAL, Optional.empty(), false))
                .isEqualTo(FirstResponse.DEFER_EPHEMERAL);
    }
}
