package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredAnswerTest {
    private static final String USUAL = "{\"stream\":\"EVENTS\",\"seq\":1234567890}";

    @Test
    void readsTheUsualForm() {
        assertThat(StoredAnswer.read(USUAL.getBytes(UTF_8))).contains(new StoredAnswer("EVENTS", 1_234_567_890));
    }

    @Test
    void leavesWhatIsCutOffToTheClient() {
        for (int length = 0; length < USUAL.length(); length++) {
            assertThat(StoredAnswer.read(USUAL.substring(0, length).getBytes(UTF_8)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stream\":\"EVENTS\",\"seq\":1,\"duplicate\": true}",
                "{\"stream\":\"EVENTS\",\"domain\":\"hub\",\"seq\":1}",
                "{\"stream\":\"EVENTS\",\"seq\":}",
                "{\"stream\":\"EVENTS\",\"seq\":-1}",
                "{\"stream\":\"EVENTS\",\"seq\":1e3}",
                "{\"stream\":\"EVENTS\",\"seq\":9223372036854775808}",
                "{\"stream\":\"EV\\u0045NTS\",\"seq\":1}",
                "{\"seq\":1,\"stream\":\"EVENTS\"}",
                "{\"error\":{\"code\":400,\"err_code\":10054},\"stream\":\"EVENTS\",\"seq\":0}",
                "[]"
            })
    void leavesEveryOtherFormToTheClient(String answer) {
        assertThat(StoredAnswer.read(answer.getBytes(UTF_8))).isEmpty();
    }
}
