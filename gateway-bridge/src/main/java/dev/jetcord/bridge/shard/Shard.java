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
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    /** Acknowledgements wake no shard: they are many, and how far it has come is written down once a second. */
    private static final Duration BETWEEN_ACKNOWLEDGEMENTS = Duration.ofMillis(20);
    /** So much is done before the shard shows how it fares: seldom enough to cost nothing, and often enough to be true. */
    private static final int MOST_IN_A_TURN = 64;

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
    private final ShardConnection connection;
    private final CountDownLatch quiet = new CountDownLatch(1);
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
        this.events = new ShardEvents(settings, parts);
        this.connection = new ShardConnection(
                parts.transport(),
                mailbox::add,
                this::feed,
                bytes -> parts.observer().received(settings.id(), bytes));
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

    /**
     * Make ready to leave, and return when that is so, or when the shard has ended: nothing more is read, and no session
     * begins, while what is in hand is stored and heartbeats go on. A session whose IDENTIFY is out is waited for first, since
     * before its READY nobody could resume it.
     */
    public void leave() throws InterruptedException {
        mailbox.add(() -> leaving = true);
        quiet.await();
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

    /** Leave the gateway so that the session can be resumed, from after all that is stored. The loop then ends. */
    public void stop() {
        mailbox.add(() -> {
            hearWhatIsStored();
            feed(new ShardInput.Stop());
        });
    }

    /** Runs until the shard has stopped or failed. */
    @Override
    public void run() {
        Runnable whenRoom = () -> mailbox.add(this::room);
        parts.pipeline().onRoom(whenRoom);
        try {
            feed(new ShardInput.Start(checkpoint.session(), checkpoint.lastEpoch()));
            show();
            while (!machine.phase().ended()) {
                turn();
                show();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            parts.pipeline().offRoom(whenRoom);
            requests.end();
            quiet.countDown();
            news.run();
        }
    }

    /** Does what there is to do, and waits for something if that is nothing. */
    private void turn() throws InterruptedException {
        Duration longest = events.complete() ? LONGEST_WAIT : BETWEEN_ACKNOWLEDGEMENTS;
        Duration wait = timers.untilNext(parts.uptime().get(), longest);
        @Nullable Runnable next = mailbox.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        hearWhatIsStored();
        int done = 0;
        do {
            Duration now = parts.uptime().get();
            lastTurn = now;
            leaveIfNoLongerHeld();
            if (next != null) {
                next.run();
            }
            timers.takeDue(now).forEach(timer -> feed(new ShardInput.Elapsed(timer)));
            becomeQuietIfLeaving();
            done++;
            next = done < MOST_IN_A_TURN && !machine.phase().ended() ? mailbox.poll() : null;
        } while (next != null);
    }

    private void hearWhatIsStored() {
        events.progress().ifPresent(version -> feed(new ShardInput.Acknowledged(version.epoch(), version.sequence())));
    }

    /** Asked before anything is done, since any time may have passed: another bridge may have resumed the session. */
    private void leaveIfNoLongerHeld() {
        if (!stopping && !held.getAsBoolean()) {
            stopping = true;
            feed(new ShardInput.Stop());
        }
    }

    private void becomeQuietIfLeaving() {
        if (!leaving || isQuiet() || machine.phase().beginning()) {
            return;
        }
        if (machine.session().isPresent()) {
            pauseReading();
        } else {
            // There is nothing to resume, and from now on there must be nothing.
            feed(new ShardInput.Stop());
        }
        quiet.countDown();
    }

    private boolean isQuiet() {
        return quiet.getCount() == 0;
    }

    private void post(ShardInput input) {
        mailbox.add(() -> feed(input));
    }

    private void feed(ShardInput input) {
        for (ShardAction action :
                machine.on(input, new Moment(parts.uptime().get(), parts.clock().instant()))) {
            perform(action);
        }
    }

    private void show() {
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
            case ShardAction.Connect connect -> connect(connect.url());
            case ShardAction.Send send -> connection.send(send.command().text());
            case ShardAction.Close close -> connection.close(close.code(), close.reason());
            case ShardAction.Abort ignored -> connection.abort();
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

    private void connect(URI url) {
        // A session that is resumed keeps its compression (Discord, "Resuming"); a new one takes what is configured.
        compression = machine.session().isPresent() ? compression : parts.compression();
        connection.connect(url, compression);
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
            connection.pauseReading();
            mailbox.add(() -> {
                if (paused) {
                    feed(new ShardInput.ReadingPaused());
                }
            });
        }
    }

    private void room() {
        if (paused && !isQuiet() && !parts.pipeline().full()) {
            paused = false;
            connection.resumeReading();
            feed(new ShardInput.ReadingResumed());
        }
    }
}
