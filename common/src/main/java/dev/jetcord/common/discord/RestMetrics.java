package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What is measured of Discord's REST API. Routes are templates, so that the label values are bounded. */
final class RestMetrics {
    private static final String METHOD = "method";
    private static final String ROUTE = "route";

    private final MeterRegistry registry;

    RestMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    /** @param duration from sending until the head of the answer was there */
    void answered(Endpoint endpoint, int status, Duration duration) {
        Timer.builder("jetcord.discord.requests")
                .description("Requests that Discord's REST API answered, until the head of the answer was there")
                .tags(METHOD, endpoint.method(), ROUTE, endpoint.template(), "status", status / 100 + "xx")
                .register(registry)
                .record(duration);
    }

    /** @param scope {@code user}, {@code global} or {@code shared}; anything else counts as unknown */
    void rateLimited(Endpoint endpoint, String scope) {
        String bounded = switch (scope) {
            case "user", "global", "shared" -> scope;
            default -> "unknown";
        };
        counter("jetcord.discord.rate.limited", "Answers 429, by the limit's scope", endpoint, "scope", bounded)
                .increment();
    }

    void retried(Endpoint endpoint, Attempt cause) {
        String reason = switch (cause) {
            case Attempt.Answered answered when answered.rateLimited() -> "rate_limited";
            case Attempt.Answered answered -> "server_error";
            case Attempt.Unanswered unanswered when unanswered.timedOut() -> "timeout";
            case Attempt.Unanswered unanswered -> "connection";
        };
        counter("jetcord.discord.retries", "Requests sent again", endpoint, "cause", reason)
                .increment();
    }

    void failed(Endpoint endpoint, DiscordException.Kind kind) {
        counter(
                        "jetcord.discord.failures",
                        "Calls that did not succeed, after all retries",
                        endpoint,
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Counter counter(String name, String description, Endpoint endpoint, String tag, String value) {
        return Counter.builder(name)
                .description(description)
                .tags(METHOD, endpoint.method(), ROUTE, endpoint.template(), tag, value)
                .register(registry);
    }
}
