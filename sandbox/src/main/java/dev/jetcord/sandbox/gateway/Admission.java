package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.world.Credentials;
import java.time.Instant;

/**
 * Who may open a session, with what, and how often. Thread-safe. Gateway, Identifying; Gateway, Sharding; Opcodes and Status
 * Codes, Gateway Close Event Codes.
 */
public final class Admission {

    private final Credentials credentials;
    private final GatewayRules rules;
    private final IdentifyBudget budget;

    public Admission(Credentials credentials, GatewayRules rules, IdentifyBudget budget) {
        this.credentials = credentials;
        this.rules = rules;
        this.budget = budget;
    }

    /**
     * Checks a token.
     *
     * @throws ProtocolException 4004
     */
    void authenticate(String token) throws ProtocolException {
        if (!credentials.accept(token)) {
            throw new ProtocolException(CloseCode.AUTHENTICATION_FAILED);
        }
    }

    /**
     * Checks what IDENTIFY asks for.
     *
     * @param guilds of its shard
     * @throws ProtocolException 4004, 4010, 4011 or 4014
     */
    void check(Identify identify, int guilds) throws ProtocolException {
        authenticate(identify.token());
        if (identify.shard().count() % rules.shardMultiple() != 0) {
            throw new ProtocolException(CloseCode.INVALID_SHARD);
        }
        if (guilds > DiscordLimits.GUILDS_PER_SHARD) {
            throw new ProtocolException(CloseCode.SHARDING_REQUIRED);
        }
        if ((identify.intents() & Intents.PRIVILEGED & ~rules.allowedIntents()) != 0) {
            throw new ProtocolException(CloseCode.DISALLOWED_INTENTS);
        }
    }

    /**
     * Counts an IDENTIFY; one more than the day allows resets the token.
     *
     * @param guilds of the whole bot
     */
    IdentifyBudget.Verdict take(Shard shard, int guilds, Instant now) {
        IdentifyBudget.Verdict verdict = budget.take(shard.id(), guilds, now);
        if (verdict == IdentifyBudget.Verdict.EXHAUSTED) {
            credentials.reset();
        }
        return verdict;
    }
}
