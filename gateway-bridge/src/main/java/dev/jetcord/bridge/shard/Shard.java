package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.identify.IdentifyBudget;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.publishing.Settlement;
import dev.jetcord.bridge.session.Moment;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.session.ShardMachine;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.session.ShardTimer;
import dev.jetcord.bridge.transport.ConnectionListener;
import dev.jetcord.bridge.transport.GatewayConnection;
import dev.jetcord.bridge.transport.GatewayTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
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
    private final Map<ShardTimer, Duration> timers = new EnumMap<>(ShardTimer.class);
    private final StoredSequence stored = new StoredSequence();
    private @Nullable GatewayConnection connection;
    private int connectionNumber;
    private boolean paused;
    private boolean leaving;
    private volatile ShardPhase phase = ShardPhase.NEW;
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
        pipeline.onRoom(() -> mailbox.add(this::room));
    }

    public int id() {
        return settings.id();
    }

    public ShardPhase phase() {
        return phase;
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
        feed(new ShardInput.Start(Optional.empty()));
        try {
            while (!phase.ended()) {
                lastTurn = uptime.get();
                Runnable next = mailbox.poll(untilNextTimer().toNanos(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    next.run();
                }
                fireTimers();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration untilNextTimer() {
        Duration wait = LONGEST_WAIT;
        for (Duration due : timers.values()) {
            Duration left = due.minus(uptime.get());
            wait = left.compareTo(wait) < 0 ? left : wait;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private void fireTimers() {
        for (ShardTimer timer : ShardTimer.values()) {
            Duration due = timers.get(timer);
            if (due != null && due.compareTo(uptime.get()) <= 0) {
                timers.remove(timer);
                feed(new ShardInput.Elapsed(timer));
            }
        }
    }

    private void post(ShardInput input) {
        mailbox.add(() -> feed(input));
    }

    private void feed(ShardInput input) {
        for (ShardAction action : machine.on(input, new Moment(uptime.get(), clock.instant()))) {
            perform(action);
        }
        phase = machine.phase();
    }

    private void perform(ShardAction action) {
        switch (action) {
            case ShardAction.Connect connect -> {
                connectionNumber++;
                connection = transport.connect(connect.url(), new Listener(connectionNumber));
            }
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
                timers.put(schedule.timer(), uptime.get().plus(schedule.delay()));
            case ShardAction.Cancel cancel -> timers.remove(cancel.timer());
            case ShardAction.RequestIdentify ignored ->
                identifies.request(id(), () -> post(new ShardInput.IdentifyAllowed()));
            case ShardAction.IdentifySent ignored -> identifies.sent(id());
            case ShardAction.ReturnIdentify ignored -> identifies.giveBack(id());
            case ShardAction.Publish publish -> publish(publish);
            case ShardAction.Notify notify -> observer.noticed(id(), notify.notice());
            case ShardAction.Fail fail -> observer.failed(id(), fail.fatality());
        }
    }

    private void publish(ShardAction.Publish publish) {
        OutgoingEvent event = OutgoingEvent.of(publish, settings.id(), settings.count());
        StoredSequence.Entry entry = stored.track(publish.version());
        pipeline.publish(event, settlement -> settled(event, entry, settlement));
        if (pipeline.full()) {
            pauseReading();
            if (!pipeline.full()) {
                room();
            }
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

    /** Turns a connection's calls into inputs, as long as it is the shard's own. */
    private final class Listener implements ConnectionListener {
        private final int number;

        Listener(int number) {
            this.number = number;
        }

        @Override
        public void opened() {
            hear(new ShardInput.Opened());
        }

        @Override
        public void connectFailed(String problem) {
            hear(new ShardInput.ConnectFailed(problem));
        }

        @Override
        public void bytes(int count) {
            observer.received(id(), count);
        }

        @Override
        public void message(Frame frame) {
            hearMessage(new ShardInput.Received(frame));
        }

        @Override
        public void undecodable(String problem) {
            hearMessage(new ShardInput.Undecodable(problem));
        }

        @Override
        public void broken(String problem) {
            hear(new ShardInput.StreamBroken(problem));
        }

        @Override
        public void closed(int code) {
            hear(new ShardInput.Closed(code));
        }

        private void hear(ShardInput input) {
            mailbox.add(() -> {
                if (number == connectionNumber) {
                    feed(input);
                }
            });
        }

        private void hearMessage(ShardInput input) {
            mailbox.add(() -> {
                if (number == connectionNumber) {
                    feed(input);
                    if (connection != null) {
                        connection.processed();
                    }
                }
            });
        }
    }
}
