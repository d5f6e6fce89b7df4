package dev.jetcord.command.worker;

import static java.util.Objects.requireNonNull;

import dev.jetcord.command.Journey;
import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.Delivery;
import dev.jetcord.common.messaging.consumer.Failure;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Takes interactions from the stream and has them dispatched. */
final class CommandConsumer {
    private final CommandDispatcher dispatcher;
    private final FlowLog flow;
    private final InstantSource clock;

    private CommandConsumer(CommandDispatcher dispatcher, FlowLog flow, InstantSource clock) {
        this.dispatcher = requireNonNull(dispatcher, "dispatcher");
        this.flow = requireNonNull(flow, "flow");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Prepares the consumer of stream {@code COMMANDS}. Interactions wait for no other, not even of their own guild. */
    static BaseNatsConsumer<Interaction> create(
            NatsConnection nats,
            InteractionDecoder decoder,
            CommandDispatcher dispatcher,
            InteractionFailureReporter reporter,
            FlowLog flow,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        return new BaseNatsConsumer<>(
                ConsumerSettings.of(Topology.COMMAND_WORKER).unordered().tellingWhenUnavailable(),
                nats,
                (envelope, body) -> decoder.decode(body),
                new CommandConsumer(dispatcher, flow, clock)::handle,
                (body, failure) -> reporter.report(body, mayPass(failure.reason()), failure.reference()),
                registry,
                clock,
                random);
    }

    private static boolean mayPass(Failure.Reason reason) {
        return switch (reason) {
            case EXHAUSTED, UNAVAILABLE, ABANDONED -> true;
            case INVALID, HANDLER_FAILED -> false;
        };
    }

    private Outcome handle(Received<Interaction> message) throws InterruptedException, DependencyUnavailableException {
        Delivery delivery = message.delivery();
        Journey journey = new Journey(
                message.payload().createdAt(), message.envelope().time(), delivery.storedAt(), delivery.receivedAt());
        CommandResult result = dispatcher.dispatch(message.payload(), journey, delivery.deliveryCount());
        flow.handled(message.payload(), result, Duration.between(delivery.receivedAt(), clock.instant()));
        return switch (result) {
            case CommandResult.Answered answered -> Outcome.done();
            case CommandResult.Unsuggested unsuggested -> Outcome.done();
            case CommandResult.Unknown unknown -> new Outcome.Reject("unknown command");
            case CommandResult.Refused refused -> new Outcome.Reject("permission");
            case CommandResult.TooLate tooLate -> new Outcome.Expired();
            case CommandResult.Again again -> new Outcome.Retry(again.reason(), again.after());
            case CommandResult.Failed failed -> Outcome.failed(failed.reference(), failed.cause());
        };
    }
}
