package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryAwayException;
import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.eligibility.CheckRequest;
import dev.jetcord.common.messaging.consumer.BatchHandler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.messaging.consumer.RetryPolicy;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.guild.Guilds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes checks of members, those of a guild together. A check that could not be finished, since a chain, Discord or the directory
 * failed, comes again by {@link #RETRY}; after its last attempt the schedule makes it again later, so it never becomes a dead
 * letter.
 */
public final class CheckConsumer implements BatchHandler<CheckRequest> {
    /** From two seconds on: an endpoint that restarts is back before the last of them. */
    public static final RetryPolicy RETRY = new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(1));

    private static final Logger log = LoggerFactory.getLogger(CheckConsumer.class);

    private final MemberChecks checks;
    private final Guilds guilds;
    private final MeterRegistry registry;

    public CheckConsumer(MemberChecks checks, Guilds guilds, MeterRegistry registry) {
        this.checks = requireNonNull(checks, "checks");
        this.guilds = requireNonNull(guilds, "guilds");
        this.registry = requireNonNull(registry, "registry");
    }

    @Override
    public List<Outcome> handle(List<Received<CheckRequest>> messages) throws Exception {
        Map<Snowflake, Set<Snowflake>> members = new LinkedHashMap<>();
        for (Received<CheckRequest> message : messages) {
            members.computeIfAbsent(message.payload().guildId(), _ -> new LinkedHashSet<>())
                    .add(message.payload().userId());
        }
        Map<Snowflake, Map<Snowflake, MemberResult>> results = new HashMap<>();
        for (Map.Entry<Snowflake, Set<Snowflake>> guild : members.entrySet()) {
            results.put(guild.getKey(), check(guild.getKey(), guild.getValue()));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Received<CheckRequest> message : messages) {
            CheckRequest check = message.payload();
            MemberResult result =
                    results.getOrDefault(check.guildId(), Map.of()).get(check.userId());
            outcomes.add(outcome(message, Optional.ofNullable(result)));
        }
        return outcomes;
    }

    /** A result for each; none while the directory is away. */
    private Map<Snowflake, MemberResult> check(Snowflake guild, Set<Snowflake> users) throws Exception {
        try {
            return checkMembers(guild, users);
        } catch (DirectoryAwayException away) {
            log.info("checks of guild {} wait: {}", guild, away.getMessage());
            checks.postpone(guild, users);
            return Map.of();
        }
    }

    private Map<Snowflake, MemberResult> checkMembers(Snowflake guild, Set<Snowflake> users) throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        for (Snowflake user : users) {
            MemberAnswer answer = guilds.member(guild, user);
            candidates.add(new Candidate(user, answer.member(), answer.complete()));
        }
        Map<Snowflake, MemberResult> results = new HashMap<>();
        checks.check(guild, candidates).forEach(result -> results.put(result.user(), result));
        return results;
    }

    private Outcome outcome(Received<CheckRequest> message, Optional<MemberResult> result) {
        String end = result.isEmpty()
                ? "directory_away"
                : result.get().unknown() ? "unknown" : result.get().incomplete() ? "failed" : "done";
        Counter.builder("jetcord.eligibility.checks")
                .description("Checks of members, by what asked for them and how they ended")
                .tag("reason", message.payload().reason().name().toLowerCase(Locale.ROOT))
                .tag("result", end)
                .register(registry)
                .increment();
        if (end.equals("done") || RETRY.exhausted(message.delivery().deliveryCount())) {
            return Outcome.done();
        }
        return Outcome.retry(end);
    }
}
