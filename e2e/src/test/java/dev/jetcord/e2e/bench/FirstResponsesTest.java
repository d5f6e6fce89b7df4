package dev.jetcord.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstResponsesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theTimesOfOneLoadAreSortedAndThoseOfEarlierOnesLeftOut() throws Exception {
        FirstResponses responses = FirstResponses.read(2, 10, shown("""
                [{"id":"12","callback":{"type":4,"latency_ms":7.5}},
                 {"id":"11","callback":{"type":4,"latency_ms":2.5}},
                 {"id":"10","callback":{"type":4,"latency_ms":1.0}}]"""));

        assertThat(responses.complete()).isTrue();
        assertThat(responses.allAnswered()).containsExactly(2.5, 7.5);
    }

    @Test
    void anInteractionWithoutAnAnswerLeavesNoFigure() throws Exception {
        FirstResponses responses = FirstResponses.read(2, 0, shown("""
                [{"id":"2","state":"sent"},{"id":"1","callback":{"type":4,"latency_ms":2}}]"""));

        assertThat(responses.complete()).isFalse();
        assertThatThrownBy(responses::allAnswered)
                .isInstanceOf(UnmeasurableException.class)
                .hasMessage("1 of 2 answered");
    }

    @Test
    void whatTheBridgeHadToDeferIsNoAnswerOfAWorker() throws Exception {
        FirstResponses responses = FirstResponses.read(2, 0, shown("""
                [{"id":"2","callback":{"type":5,"latency_ms":2200}},{"id":"1","callback":{"type":4,"latency_ms":2}}]"""));

        assertThat(responses.complete()).isTrue();
        assertThatThrownBy(responses::allAnswered).hasMessage("1 of 2 answered, and 1 deferred by the bridge");
    }

    @Test
    void aLoadThatSentNothingIsNotMeasured() throws Exception {
        assertThatThrownBy(FirstResponses.read(0, 0, shown("[]"))::allAnswered)
                .isInstanceOf(UnmeasurableException.class);
    }

    @Test
    void aSourceThatFallsBehindItsRateIsNotMeasured() {
        assertThatCode(() -> FirstResponses.requireRate("events", 96, 100, SECOND))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> FirstResponses.requireRate("events", 94, 100, SECOND))
                .hasMessage("the sandbox sent 94 events in 1 s instead of 100 a second");
    }

    private static JsonNode shown(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }
}
