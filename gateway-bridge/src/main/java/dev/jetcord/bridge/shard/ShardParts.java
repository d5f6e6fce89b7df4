package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.identify.IdentifyBudget;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.bridge.transport.GatewayTransport;
import dev.jetcord.common.tracing.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all shards of a bridge share.
 *
 * @param compression of new sessions
 * @param wanted whether an event, by Discord's name, is stored
 * @param taken told each event that is new, before it goes out; must not block
 * @param tracer where the way of an interaction begins to be recorded
 * @param uptime a clock that never runs backwards
 */
public record ShardParts(
        GatewayTransport transport,
        Compression compression,
        PublishPipeline pipeline,
        IdentifyBudget identifies,
        ShardObserver observer,
        Predicate<String> wanted,
        Consumer<OutgoingEvent> taken,
        Tracer tracer,
        Supplier<Duration> uptime,
        InstantSource clock,
        RandomGenerator random) {}
