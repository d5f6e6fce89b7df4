package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.gate.DependencyGate;
import dev.jetcord.common.messaging.ConsumerDeclaration;
import java.time.Duration;
import java.util.List;

/**
 * How a worker consumes.
 *
 * @param declaration the durable consumer it takes messages from
 * @param permits messages in hand at once; at least 1
 * @param laneKey what a message must keep its order with
 * @param lanes how much one key may hold
 * @param retry how often and after what time a message that failed for a passing reason is tried again
 * @param handlerCap how long a handler may run before it is interrupted; longer than the ack wait is fine, the server
 *     is told meanwhile that work goes on; positive
 * @param gates of the dependencies without which no message can be handled: nothing is pulled while one is open
 * @param whenUnavailable what becomes of a message that is in hand when a gate opens
 */
public record ConsumerSettings(
        ConsumerDeclaration declaration,
        int permits,
        LaneKey laneKey,
        LaneLimits lanes,
        RetryPolicy retry,
        Duration handlerCap,
        List<DependencyGate> gates,
        WhenUnavailable whenUnavailable) {
    private static final int DEFAULT_PERMITS = 512;
    private static final Duration DEFAULT_HANDLER_CAP = Duration.ofMinutes(5);

    public ConsumerSettings {
        requireNonNull(declaration, "declaration");
        requireNonNull(laneKey, "laneKey");
        requireNonNull(lanes, "lanes");
        requireNonNull(retry, "retry");
        requireNonNull(whenUnavailable, "whenUnavailable");
        gates = List.copyOf(gates);
        if (permits < 1) {
            throw new IllegalArgumentException("A consumer needs at least 1 permit but has " + permits);
        }
        if (handlerCap.isNegative() || handlerCap.isZero()) {
            throw new IllegalArgumentException("A handler's cap is positive");
        }
        if (declaration.maxDeliver() <= retry.attempts()) {
            throw new IllegalArgumentException(declaration.durable() + " is delivered at most "
                    + declaration.maxDeliver() + " times by the server, which must be more than the policy's "
                    + retry.attempts() + " attempts");
        }
    }

    /** 512 permits, order by guild, the default {@link RetryPolicy}, 5 minutes a handler. */
    public static ConsumerSettings of(ConsumerDeclaration declaration) {
        return new ConsumerSettings(
                declaration,
                DEFAULT_PERMITS,
                LaneKey.GUILD,
                LaneLimits.ofPermits(DEFAULT_PERMITS),
                RetryPolicy.DEFAULT,
                DEFAULT_HANDLER_CAP,
                List.of(),
                WhenUnavailable.WAIT);
    }

    /** The same with other permits, of which one key may hold a quarter. */
    public ConsumerSettings withPermits(int other) {
        return new ConsumerSettings(
                declaration, other, laneKey, LaneLimits.ofPermits(other), retry, handlerCap, gates, whenUnavailable);
    }

    /** The same with another order. */
    public ConsumerSettings withLanes(LaneKey key, LaneLimits limits) {
        return new ConsumerSettings(declaration, permits, key, limits, retry, handlerCap, gates, whenUnavailable);
    }

    /** The same without an order: for messages of which none depends on another. */
    public ConsumerSettings unordered() {
        return withLanes(LaneKey.NONE, lanes);
    }

    public ConsumerSettings withRetry(RetryPolicy other) {
        return new ConsumerSettings(declaration, permits, laneKey, lanes, other, handlerCap, gates, whenUnavailable);
    }

    public ConsumerSettings withHandlerCap(Duration other) {
        return new ConsumerSettings(declaration, permits, laneKey, lanes, retry, other, gates, whenUnavailable);
    }

    /** The same with dependencies without which no message can be handled. */
    public ConsumerSettings waitingFor(DependencyGate... others) {
        return new ConsumerSettings(
                declaration, permits, laneKey, lanes, retry, handlerCap, List.of(others), WhenUnavailable.WAIT);
    }

    /** The same, but whoever waits for a message is told at once when a dependency that it needs fails. */
    public ConsumerSettings tellingWhenUnavailable() {
        return new ConsumerSettings(
                declaration, permits, laneKey, lanes, retry, handlerCap, List.of(), WhenUnavailable.TELL);
    }
}
