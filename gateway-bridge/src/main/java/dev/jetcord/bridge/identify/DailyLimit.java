package dev.jetcord.bridge.identify;

import dev.jetcord.bridge.discord.GatewayBot;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many session starts Discord still allows, over everything that uses the bot's token (Discord, "Session Start Limit
 * Object"). Discord itself is asked, shortly before each use. At the limit it would end every session and reset the token, so
 * a reserve is never touched: no crash loop can burn it. Not thread-safe.
 */
public final class DailyLimit {
    private static final Logger log = LoggerFactory.getLogger(DailyLimit.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);

    private final Question question;
    private final int reserve;
    private final Supplier<Duration> uptime;
    private @Nullable GatewayBot last;
    private Duration askedAt = Duration.ZERO;
    private int usedSince;
    private boolean told;

    /**
     * Knows nothing yet.
     *
     * @param reserve how many session starts are kept back; never more than half of all
     * @param uptime a clock that never runs backwards
     */
    public DailyLimit(Question question, int reserve, Supplier<Duration> uptime) {
        this.question = question;
        this.reserve = reserve;
        this.uptime = uptime;
    }

    /** Whether a session may be started now. May block until Discord answers. */
    boolean allows() throws InterruptedException {
        Duration now = uptime.get();
        Duration age = now.minus(askedAt);
        GatewayBot known = last;
        boolean enough = known != null && left(known) > 0;
        if (known == null || age.compareTo(enough ? FRESH : BETWEEN_QUESTIONS) >= 0) {
            known = question.ask();
            last = known;
            askedAt = now;
            usedSince = 0;
        }
        tell(known);
        return left(known) > 0;
    }

    /** A session is about to be started. */
    void used() {
        usedSince++;
    }

    private int left(GatewayBot known) {
        return known.remaining() - usedSince - Math.min(reserve, known.total() / 2);
    }

    private void tell(GatewayBot known) {
        if (left(known) > 0) {
            told = false;
        } else if (!told) {
            told = true;
            log.error(
                    "Discord allows {} more of {} session starts, and {} are kept back; shards that need a new session wait for"
                            + " up to {}. Find out why sessions are lost; set DISCORD_IDENTIFY_RESERVE lower to go on.",
                    known.remaining(),
                    known.total(),
                    reserve,
                    known.resetAfter());
        }
    }

    /** Asks Discord. */
    @FunctionalInterface
    public interface Question {
        GatewayBot ask() throws InterruptedException;
    }
}
