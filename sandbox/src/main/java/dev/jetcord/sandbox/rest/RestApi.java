package dev.jetcord.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Endpoint;
import dev.jetcord.sandbox.http.FormErrors;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Route;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything under {@code /api}: version, faults, authentication and rate limits before the route itself. Thread-safe. */
public final class RestApi implements Endpoint {

    private static final Pattern VERSIONED = Pattern.compile("/api(?:/v(\\d+))?(/.*)?");

    private final Routes routes;
    private final Credentials credentials;
    private final RateLimits limits;
    private final InstantSource clock;
    private final FaultSwitch faults;
    private final Statistics statistics;

    public RestApi(
            Routes routes, Credentials credentials, InstantSource clock, FaultSwitch faults, Statistics statistics) {
        this.routes = routes;
        this.credentials = credentials;
        this.limits = new RateLimits(clock);
        this.clock = clock;
        this.faults = faults;
        this.statistics = statistics;
    }

    @Override
    public Reply answer(Call call) throws InterruptedException {
        statistics.count(Counter.REST_REQUESTS);
        boolean callback = call.path().endsWith("/callback");
        if (callback) {
            statistics.callbackArrived();
        }
        try {
            return answerInTime(call);
        } finally {
            if (callback) {
                statistics.callbackAnswered();
            }
        }
    }

    /** Forgets what no longer counts. To be called now and then. */
    public void tick() {
        limits.expire();
    }

    private Reply answerInTime(Call call) throws InterruptedException {
        faults.delay();
        OptionalInt status = faults.takeStatus(call.path());
        if (status.isPresent()) {
            statistics.count(Counter.FAULTS_INJECTED);
            return Reply.ofStatus(status.getAsInt());
        }
        Reply reply;
        try {
            reply = answerUnderLimits(call);
        } catch (ApiException e) {
            reply = Reply.of(e);
        }
        return counted(reply);
    }

    private Reply counted(Reply reply) {
        boolean shared = "shared".equals(reply.headers().get("X-RateLimit-Scope"));
        if (reply.status() == 401 || reply.status() == 403 || (reply.status() == 429 && !shared)) {
            statistics.count(Counter.INVALID_REQUESTS);
            limits.invalid();
        }
        return reply;
    }

    private Reply answerUnderLimits(Call call) throws ApiException, InterruptedException {
        if (limits.banned()) {
            return tooMany(Duration.ofSeconds(60), true, Map.of());
        }
        Matcher path = VERSIONED.matcher(call.path());
        if (!path.matches() || path.group(2) == null) {
            throw ApiException.notFound();
        }
        if (path.group(1) != null
                && !path.group(1).equals("10")
                && !path.group(1).equals("9")) {
            throw ApiException.invalidVersion();
        }
        Routes.Match match = routes.find(call.method(), path.group(2)).orElseThrow(ApiException::notFound);
        Route route = match.route();
        if (route.access() == Route.Access.BOT && !authenticated(call)) {
            throw ApiException.unauthorized();
        }
        if (route.access() != Route.Access.INTERACTION) {
            RateLimits.Usage global = limits.global(call.header("authorization").isPresent() ? "bot" : "address");
            if (global.exceeded()) {
                return tooMany(global.resetAfter(clock.instant()), true, Map.of());
            }
        }
        RateLimits.Usage usage = limits.route(route, match.variables());
        Map<String, String> headers = headers(route, usage);
        if (usage.exceeded()) {
            return tooMany(usage.resetAfter(clock.instant()), false, headers);
        }
        try {
            requireKnownType(call);
            return match.answer(call).withHeaders(headers);
        } catch (ApiException e) {
            return Reply.of(e).withHeaders(headers);
        }
    }

    /** Reference, Content Type and Uploading Files. */
    private static void requireKnownType(Call call) throws ApiException {
        String type = call.header("content-type").orElse("");
        boolean known = type.startsWith("application/json") || type.startsWith("multipart/form-data");
        if (call.body().length > 0 && !known) {
            throw new FormErrors()
                    .add(
                            "",
                            "CONTENT_TYPE_INVALID",
                            "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.")
                    .exception();
        }
    }

    private boolean authenticated(Call call) {
        return call.header("authorization")
                .filter(value -> value.startsWith("Bot ") && credentials.accept(value.substring("Bot ".length())))
                .isPresent();
    }

    private Map<String, String> headers(Route route, RateLimits.Usage usage) {
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", Integer.toString(usage.limit().requests()));
        headers.put("X-RateLimit-Remaining", Integer.toString(usage.remaining()));
        headers.put("X-RateLimit-Reset", seconds(usage.resetAt().toEpochMilli()));
        headers.put("X-RateLimit-Reset-After", seconds(usage.resetAfter(now).toMillis()));
        headers.put("X-RateLimit-Bucket", RateLimits.bucket(route));
        return headers;
    }

    /** Rate Limits, Exceeding A Rate Limit. */
    private Reply tooMany(Duration wait, boolean global, Map<String, String> routeHeaders) {
        statistics.count(Counter.RATE_LIMITED);
        ObjectNode body = Json.object()
                .put("message", "You are being rate limited.")
                .put("retry_after", wait.toMillis() / 1000.0)
                .put("global", global);
        Map<String, String> headers = new LinkedHashMap<>(routeHeaders);
        headers.put("Retry-After", Long.toString(Math.ceilDiv(wait.toMillis(), 1000)));
        headers.put("X-RateLimit-Scope", global ? "global" : "user");
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        return Reply.json(429, body).withHeaders(headers);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
