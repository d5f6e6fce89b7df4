package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.identify.IdentifyBudget;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.publishing.Settlement;
import dev.jetcord.bridge.session.Moment;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.session.ShardMachine;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.transport.GatewayConnection;
import dev.jetcord.bridge.transport.GatewayTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one {@link ShardMachine} on one thread: everything that happens to the shard comes through its mailbox, which stays
 * short because the socket delivers no more than was asked for.
 */
public final class Shard implements Runnable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final ShardSettings settings;
    private final ShardMachine machine;
    private final GatewayTransport transport;
    private final PublishPipeline pipeline;
    private final IdentifyBudget identifies;
    private final ShardObserver observer;
    private final Supplier<Duration> uptime;
    private final InstantSource clock;

    private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Timers timers = new Timers();
    private final StoredSequence stored = new StoredSequence();
    private @Nullable GatewayConnection connection;
    private int connectionNumber;
    private boolean paused;
    private boolean leaving;
    private Optional<Duration> latency = Optional.empty();
    private Optional<String> lastDisconnection = Optional.empty();
    private volatile ShardStatus status;
    private volatile Duration lastTurn;

    public Shard(
            ShardSettings settings,
            ShardMachine machine,
            GatewayTransport transport,
            PublishPipeline pipeline,
            IdentifyBudget identifies,
            ShardObserver observer,
            Supplier<Duration> uptime,
            InstantSource clock) {
        this.settings = settings;
        this.machine = machine;
        this.transport = transport;
        this.pipeline = pipeline;
        this.identifies = identifies;
        this.observer = observer;
        this.uptime = uptime;
        this.clock = clock;
        this.lastTurn = uptime.get();
        this.status = look();
    }

    public int id() {
        return settings.id();
    }

    /** How the shard fares, as of its last turn. */
    public ShardStatus status() {
        return status;
    }

    /** How long ago the loop last moved; it does so at least once a second. */
    public Duration idle() {
        return uptime.get().minus(lastTurn);
    }

    /** Stop reading: what is in hand is stored, nothing more comes. Heartbeats go on. */
    public void pause() {
        mailbox.add(() -> {
            leaving = true;
            pauseReading();
        });
    }

    /** Leave the gateway so that the session can be resumed. The loop then ends. */
    public void stop() {
        post(new ShardInput.Stop());
    }

    /** Runs until the shard has stopped or failed. */
    @Override
    public void run() {
        Runnable whenRoom = () -> mailbox.add(this::room);
        pipeline.onRoom(whenRoom);
        try {
            feed(new ShardInput.Start(Optional.empty()));
            while (!status.phase().ended()) {
                lastTurn = uptime.get();
                Runnable next =
                        mailbox.poll(timers.untilNext(lastTurn, LONGEST_WAIT).toNanos(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    next.run();
                }
                timers.takeDue(uptime.get()).forEach(timer -> feed(new ShardInput.Elapsed(timer)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            pipeline.offRoom(whenRoom);
        }
    }

    private void post(ShardInput input) {
        mailbox.add(() -> feed(input));
    }

    private void feed(ShardInput input) {
        for (ShardAction action : machine.on(input, new Moment(uptime.get(), clock.instant()))) {
            perform(action);
        }
        status = look();
    }

    private ShardStatus look() {
        return new ShardStatus(
                settings.id(),
                settings.count(),
                machine.phase(),
                machine.session(),
                machine.received(),
                latency,
                lastDisconnection);
    }

    private void perform(ShardAction action) {
        switch (action) {
            case ShardAction.Connect connect -> connect(connect);
            case ShardAction.Send send -> {
                if (connection != null) {
                    connection.send(send.command().text());
                }
            }
            case ShardAction.Close close -> {
                if (connection != null) {
                    connection.close(close.code(), close.reason());
                }
            }
            case ShardAction.Abort ignored -> {
                if (connection != null) {
                    connection.abort();
                }
            }
            case ShardAction.Schedule schedule ->
                timers.schedule(schedule.timer(), uptime.get().plus(schedule.delay()));
            case ShardAction.Cancel cancel -> timers.cancel(cancel.timer());
            case ShardAction.RequestIdentify ignored ->
                identifies.request(id(), () -> post(new ShardInput.IdentifyAllowed()));
            case ShardAction.IdentifySent ignored -> identifies.sent(id());
            case ShardAction.ReturnIdentify ignored -> identifies.giveBack(id());
            case ShardAction.Publish publish -> publish(publish);
            case ShardAction.Notify notify -> notice(notify.notice());
            case ShardAction.Fail fail -> observer.failed(id(), fail.fatality());
        }
    }

    /** From now on only the new connection is heard. */
    private void connect(ShardAction.Connect connect) {
        connectionNumber++;
        int number = connectionNumber;
        connection = transport.connect(
                connect.url(),
                new ConnectionInputs(
                        task -> mailbox.add(() -> {
                            if (number == connectionNumber) {
                                task.run();
                            }
                        }),
                        this::feed,
                        this::processed,
                        bytes -> observer.received(id(), bytes)));
    }

    private void processed() {
        if (connection != null) {
            connection.processed();
        }
    }

    private void notice(ShardNotice notice) {
        if (notice instanceof ShardNotice.HeartbeatAnswered answered) {
            latency = Optional.of(answered.latency());
        } else if (notice instanceof ShardNotice.Disconnected gone) {
            lastDisconnection = Optional.of(gone.cause().name().toLowerCase(Locale.ROOT)
                    + gone.code().map(code -> " " + code).orElse(""));
        }
        observer.noticed(id(), notice);
    }

    private void publish(ShardAction.Publish publish) {
        OutgoingEvent event = OutgoingEvent.of(publish, settings.id(), settings.count());
        observer.taken(id(), event);
        StoredSequence.Entry entry = stored.track(publish.version());
        pipeline.publish(event, settlement -> settled(event, entry, settlement));
        if (pipeline.full()) {
            pauseReading();
            room();
        }
    }

    private void settled(OutgoingEvent event, StoredSequence.Entry entry, Settlement settlement) {
        observer.settled(id(), event, settlement);
        stored.settle(entry)
                .ifPresent(version -> post(new ShardInput.Acknowledged(version.epoch(), version.sequence())));
    }

    private void pauseReading() {
        if (!paused) {
            paused = true;
            if (connection != null) {
                connection.pauseReading();
            }
            mailbox.add(() -> {
                if (paused) {
                    feed(new ShardInput.ReadingPaused());
                }
            });
        }
    }

    private void room() {
        if (paused && !leaving && !pipeline.full()) {
            paused = false;
            if (connection != null) {
                connection.resumeReading();
            }
            feed(new ShardInput.ReadingResumed());
        }
    }
}
