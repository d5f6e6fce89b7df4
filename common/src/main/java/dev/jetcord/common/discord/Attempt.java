package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** What came of sending a request once. */
sealed interface Attempt {
    /**
     * Discord, or something before it, answered.
     *
     * @param status the HTTP status
     * @param body the answer, or a missing node
     * @param retryAfter when Discord says to come back, of a 429
     * @param exhaustedFor the rate limit allows no further request of this kind for so long; zero when it does
     */
    record Answered(int status, JsonNode body, Optional<Duration> retryAfter, Duration exhaustedFor)
            implements Attempt {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }

        boolean serverError() {
            return status >= 500;
        }

        boolean rateLimited() {
            return status == 429;
        }
    }

    /**
     * No answer.
     *
     * @param maySent whether Discord may have received it
     * @param timedOut whether we stopped waiting
     * @param reason for people; holds no address
     */
    record Unanswered(boolean maySent, boolean timedOut, String reason) implements Attempt {}
}
