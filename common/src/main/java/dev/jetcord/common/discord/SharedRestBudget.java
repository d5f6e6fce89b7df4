package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The budget of a whole fleet, kept in one key by compare-and-set: whatever number of processes share it, Discord sees at most
 * 50 requests in any second (Discord, "Rate Limits", "Global Rate Limit"). A process whose clock is ahead can only make the
 * others wait. The key also sums up the answers that count towards Discord's ban; at a quarter of the 10,000 that Discord
 * allows, nothing more is sent until enough of them are ten minutes old. Thread-safe.
 */
public final class SharedRestBudget implements RestBudget {
    private static final String KEY = "global";
    /** Of {@link KeyValueBucket#compareAndSet}: the key must not exist. */
    private static final long ABSENT = 0;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KeyValueBucket bucket;
    private final InvalidResponses invalid;
    private final InstantSource clock;
    private final RestCaller.Pause pause;
    /** Those of one process wait here and not at the server, where each would disturb the others. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private volatile int fleetInvalid;

    /**
     * @param bucket {@link dev.jetcord.common.messaging.Topology#REST_BUDGET_BUCKET}
     * @param discord whose refused requests count too
     */
    public SharedRestBudget(KeyValueBucket bucket, DiscordRest discord, MeterRegistry registry, InstantSource clock) {
        this(bucket, discord.invalidResponses(), registry, clock, Thread::sleep);
    }

    SharedRestBudget(
            KeyValueBucket bucket,
            InvalidResponses invalid,
            MeterRegistry registry,
            InstantSource clock,
            RestCaller.Pause pause) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.invalid = requireNonNull(invalid, "invalid");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
        Gauge.builder("jetcord.discord.fleet.invalid.responses", this, budget -> budget.fleetInvalid)
                .description("Answers within ten minutes, of all services with this budget, that count towards a ban")
                .register(registry);
    }

    @Override
    public void take(Instant deadline) throws DiscordException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Duration wait = attempt();
            while (wait.isPositive()) {
                if (clock.instant().plus(wait).isAfter(deadline)) {
                    throw refused("the fleet's budget of requests to Discord is used up for the moment");
                }
                pause.pause(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE);
                wait = attempt();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Takes one where there is one, and says how long to wait otherwise. */
    private Duration attempt() throws DiscordException {
        int unreported = invalid.drain();
        boolean reported = false;
        try {
            while (true) {
                Optional<KeyValueItem> held = bucket.item(KEY);
                Instant now = clock.instant();
                BudgetState state = held.flatMap(KeyValueItem::value)
                        .map(SharedRestBudget::read)
                        .orElse(BudgetState.EMPTY)
                        .count(unreported, now);
                fleetInvalid = state.invalidResponses();
                Duration wait = state.pause(now);
                boolean taken = !state.exhausted() && wait.isZero();
                if (!taken && unreported == 0) {
                    reported = true;
                    return waitOrRefuse(state, wait);
                }
                BudgetState next = taken ? state.take(now) : state;
                long revision = held.map(KeyValueItem::revision).orElse(ABSENT);
                if (bucket.compareAndSet(KEY, write(next), revision).isPresent()) {
                    reported = true;
                    return taken ? Duration.ZERO : waitOrRefuse(state, wait);
                }
                // Another process took one meanwhile: look again.
            }
        } catch (IOException unanswered) {
            throw refused("the fleet's budget of requests to Discord cannot be read from NATS");
        } finally {
            if (!reported) {
                invalid.undrain(unreported);
            }
        }
    }

    private static Duration waitOrRefuse(BudgetState state, Duration wait) throws DiscordException {
        if (state.exhausted()) {
            throw refused("Discord has refused " + state.invalidResponses()
                    + " requests within ten minutes and would ban this address at 10,000; nothing is sent until fewer"
                    + " have been (look for answers 401, 403 and 429)");
        }
        return wait;
    }

    private static DiscordException refused(String message) {
        return new DiscordException(DiscordException.Kind.RATE_LIMITED, 0, DiscordErrorCode.NONE, message);
    }

    private static BudgetState read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            Map<Long, Integer> counts = new HashMap<>();
            json.path("invalid")
                    .properties()
                    .forEach(minute -> counts.put(
                            Long.parseLong(minute.getKey()), minute.getValue().asInt()));
            return new BudgetState(Instant.parse(json.path("due").asText()), counts);
        } catch (IOException | RuntimeException unreadable) {
            // Written by another version, or by hand: as if nothing had been sent, which costs at most one burst.
            return BudgetState.EMPTY;
        }
    }

    private static byte[] write(BudgetState state) {
        ObjectNode json = JSON.createObjectNode().put("due", state.due().toString());
        ObjectNode counts = json.putObject("invalid");
        state.invalid().forEach((minute, count) -> counts.put(minute.toString(), count));
        return json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
