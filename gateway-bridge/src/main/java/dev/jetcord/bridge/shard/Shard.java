package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.checkpoint.Checkpoint;
import dev.jetcord.bridge.session.Command;
import dev.jetcord.bridge.session.Moment;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.session.ShardMachine;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.bridge.transport.GatewayConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one {@link ShardMachine} on one thread: everything that happens to the shard comes through its mailbox, which stays
 * short because the socket delivers no more than was asked for.
 */
public final class Shard implements Runnable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final ShardSettings settings;
    private final ShardMachine machine;
    private final Checkpoint checkpoint;
    private final BooleanSupplier held;
    private final Runnable news;
    private final ShardParts parts;

    private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Timers timers = new Timers();
    private final ShardRequests requests = new ShardRequests();
    private final ShardEvents events;
    private @Nullable GatewayConnection connection;
    private int connectionNumber;
    private Compression compression;
    private boolean paused;
    private boolean leaving;
    private boolean stopping;
    private boolean sessionBegan;
    private Optional<Duration> latency = Optional.empty();
    private Optional<String> lastDisconnection = Optional.empty();
    private volatile ShardStatus status;
    private volatile Duration lastTurn;

    /**
     * A shard that has not begun.
     *
     * @param checkpoint where the last holder stopped
     * @param held whether this bridge may still act for the shard
     * @param news told, on the shard's thread, that a session has begun or that the shard has ended; must not block
     */
    public Shard(ShardSettings settings, Checkpoint checkpoint, BooleanSupplier held, Runnable news, ShardParts parts) {
        this.settings = settings;
        this.machine = new ShardMachine(settings, parts.random());
        this.checkpoint = checkpoint;
        this.compression = checkpoint.compression();
        this.held = held;
        this.news = news;
        this.parts = parts;
        this.events = new ShardEvents(
                settings, parts, version -> post(new ShardInput.Acknowledged(version.epoch(), version.sequence())));
        this.lastTurn = parts.uptime().get();
        this.status = look();
    }

    public int id() {
        return settings.id();
    }

    /** How the shard fares, as of its last turn. */
    public ShardStatus status() {
        return status;
    }

    /** Where another holder would go on; empty while that must not be told yet. */
    public Optional<Checkpoint> checkpoint() {
        // Until the loss of a session is announced, a crash must lead to its being tried, and lost, again.
        return events.announcing() ? Optional.empty() : Optional.of(status.checkpoint());
    }

    /** Whether everything that came is stored. */
    public boolean complete() {
        return events.complete();
    }

    /** How long ago the loop last moved; it does so at least once a second. */
    public Duration idle() {
        return parts.uptime().get().minus(lastTurn);
    }

    /** Stop reading: what is in hand is stored, nothing more comes. Heartbeats go on. */
    public void pause() {
        mailbox.add(() -> {
            leaving = true;
            pauseReading();
        });
    }

    /** Take a new connection, on which the session is resumed. */
    public void reconnect() {
        post(new ShardInput.Reconnect());
    }

    /** Sends a command within Discord's limits, and tells at once what became of it. */
    public CompletableFuture<Verdict> request(Command command) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        post(new ShardInput.Request(command, requests.open(answer)));
        return answer;
    }

    /** Leave the gateway so that the session can be resumed. The loop then ends. */
    public void stop() {
        post(new ShardInput.Stop());
    }

    /** Runs until the shard has stopped or failed. */
    @Override
    public void run() {
        Runnable whenRoom = () -> mailbox.add(this::room);
        parts.pipeline().onRoom(whenRoom);
        try {
            feed(new ShardInput.Start(checkpoint.session(), checkpoint.lastEpoch()));
            while (!status.phase().ended()) {
                lastTurn = parts.uptime().get();
                Runnable next =
                        mailbox.poll(timers.untilNext(lastTurn, LONGEST_WAIT).toNanos(), TimeUnit.NANOSECONDS);
                leaveIfNoLongerHeld();
                if (next != null) {
                    next.run();
                }
                timers.takeDue(parts.uptime().get()).forEach(timer -> feed(new ShardInput.Elapsed(timer)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            parts.pipeline().offRoom(whenRoom);
            requests.end();
            news.run();
        }
    }

    /** Asked before anything is done, since any time may have passed: another bridge may have resumed the session. */
    private void leaveIfNoLongerHeld() {
        if (!stopping && !held.getAsBoolean()) {
            stopping = true;
            feed(new ShardInput.Stop());
        }
    }

    private void post(ShardInput input) {
        mailbox.add(() -> feed(input));
    }

    private void feed(ShardInput input) {
        for (ShardAction action :
                machine.on(input, new Moment(parts.uptime().get(), parts.clock().instant()))) {
            perform(action);
        }
        status = look();
        if (sessionBegan) {
            sessionBegan = false;
            news.run();
        }
    }

    private ShardStatus look() {
        return new ShardStatus(
                settings.id(),
                settings.count(),
                machine.phase(),
                machine.session(),
                machine.lastEpoch(),
                compression,
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
                timers.schedule(schedule.timer(), parts.uptime().get().plus(schedule.delay()));
            case ShardAction.Cancel cancel -> timers.cancel(cancel.timer());
            case ShardAction.RequestIdentify ignored ->
                parts.identifies().request(id(), () -> post(new ShardInput.IdentifyAllowed()));
            case ShardAction.IdentifySent ignored -> parts.identifies().sent(id());
            case ShardAction.ReturnIdentify ignored -> parts.identifies().giveBack(id());
            case ShardAction.Publish publish -> {
                events.publish(publish);
                if (parts.pipeline().full()) {
                    pauseReading();
                    room();
                }
            }
            case ShardAction.Answer answer -> requests.answer(answer);
            case ShardAction.Notify notify -> notice(notify.notice());
            case ShardAction.Fail fail -> parts.observer().failed(id(), fail.fatality());
        }
    }

    /** From now on only the new connection is heard. */
    private void connect(ShardAction.Connect connect) {
        connectionNumber++;
        int number = connectionNumber;
        // A session that is resumed keeps its compression (Discord, "Resuming"); a new one takes what is configured.
        compression = machine.session().isPresent() ? compression : parts.compression();
        connection = parts.transport()
                .connect(
                        connect.url(),
                        compression,
                        new ConnectionInputs(
                                task -> mailbox.add(() -> {
                                    if (number == connectionNumber) {
                                        task.run();
                                    }
                                }),
                                this::feed,
                                this::processed,
                                bytes -> parts.observer().received(id(), bytes)));
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
        parts.observer().noticed(id(), notice);
        if (notice instanceof ShardNotice.SessionLost lost) {
            events.announce(lost);
        }
        sessionBegan |= notice instanceof ShardNotice.SessionStarted;
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
        if (paused && !leaving && !parts.pipeline().full()) {
            paused = false;
            if (connection != null) {
                connection.resumeReading();
            }
            feed(new ShardInput.ReadingResumed());
        }
    }
}
