package dev.jetcord.bridge.session;

import dev.jetcord.bridge.session.ShardNotice.Disconnection;
import dev.jetcord.bridge.session.ShardNotice.Loss;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which connection a shard has, which comes next and when (Discord, "Connection Lifecycle"). Adds to the actions of the
 * {@link ShardMachine} that owns it. Not thread-safe.
 */
final class ConnectionCycle {
    /** Longer than a slow TLS handshake; Discord gives no figure. */
    static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);
    /** A READY comes within seconds. Without an end to the wait, a session that never begins would keep its shard for good. */
    static final Duration READY_TIMEOUT = Duration.ofSeconds(30);
    /** A closing handshake takes one round trip; whoever does not answer by then is gone. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final ShardSettings shard;
    private final SessionProgress progress;
    private final Backoff backoff;
    private final List<ShardAction> actions;

    private ShardPhase phase = ShardPhase.NEW;
    private Plan plan = Plan.IDENTIFY;
    private Duration delayAfterClose = Duration.ZERO;
    private boolean stopping;
    private boolean readingPaused;
    private boolean holdsIdentify;
    private int failures;

    ConnectionCycle(ShardSettings shard, SessionProgress progress, RandomGenerator random, List<ShardAction> actions) {
        this.shard = shard;
        this.progress = progress;
        this.backoff = new Backoff(random);
        this.actions = actions;
    }

    ShardPhase phase() {
        return phase;
    }

    Plan plan() {
        return plan;
    }

    boolean readingPaused() {
        return readingPaused;
    }

    void start() {
        plan = progress.session().isPresent() ? Plan.RESUME : Plan.IDENTIFY;
        proceed();
    }

    void identifyAllowed() {
        if (phase == ShardPhase.AWAITING_IDENTIFY && !readingPaused) {
            holdsIdentify = true;
            connect(shard.gatewayUrl());
            return;
        }
        actions.add(new ShardAction.ReturnIdentify());
        if (phase == ShardPhase.AWAITING_IDENTIFY) {
            phase = ShardPhase.AWAITING_ROOM;
        }
    }

    void opened() {
        if (phase == ShardPhase.CONNECTING) {
            phase = ShardPhase.AWAITING_HELLO;
        }
    }

    void resuming() {
        phase = ShardPhase.RESUMING;
    }

    void identifying() {
        phase = ShardPhase.IDENTIFYING;
        holdsIdentify = false;
        actions.add(new ShardAction.IdentifySent());
        actions.add(new ShardAction.Schedule(ShardTimer.HANDSHAKE, READY_TIMEOUT));
    }

    void live() {
        phase = ShardPhase.LIVE;
        actions.add(new ShardAction.Cancel(ShardTimer.HANDSHAKE));
    }

    /** Something came that shows that a live session works: the next fault is the first again. */
    void healthy() {
        if (phase == ShardPhase.LIVE) {
            failures = 0;
        }
    }

    /** The wait before the next connection; longer after every failure in a row. */
    Duration nextDelay() {
        return backoff.delay(failures++);
    }

    /** What the next connection is for. A RESUME that fails on one URL is tried on the other ("Handling a Disconnect"). */
    Plan resumeOrIdentify() {
        if (progress.session().isEmpty()) {
            return Plan.IDENTIFY;
        }
        boolean resumeUrlFailed = phase != ShardPhase.LIVE && plan == Plan.RESUME;
        return resumeUrlFailed ? Plan.RESUME_ON_ORIGINAL_URL : Plan.RESUME;
    }

    /** The session, if there is one, can't be resumed any more. */
    void lose(Loss cause) {
        if (progress.session().isPresent()) {
            long received = progress.received();
            notify(new ShardNotice.SessionLost(cause, progress.lose(), received));
        }
    }

    /** The connection is gone, or never came about: the next one comes after a wait. */
    void retry(Disconnection cause, Optional<Integer> code, String detail) {
        plan = resumeOrIdentify();
        Duration delay = nextDelay();
        leave();
        notify(new ShardNotice.Disconnected(cause, code, detail, Optional.of(plan), delay));
        waitFor(delay);
    }

    /** Closes the connection from our side; {@code next} follows when it is closed. */
    void close(Disconnection cause, int code, String reason, Plan next, Duration delay) {
        leave();
        plan = next;
        delayAfterClose = delay;
        phase = ShardPhase.CLOSING;
        actions.add(new ShardAction.Close(code, reason));
        actions.add(new ShardAction.Schedule(ShardTimer.CLOSE, CLOSE_TIMEOUT));
        Optional<Plan> shown = stopping ? Optional.empty() : Optional.of(next);
        notify(new ShardNotice.Disconnected(cause, Optional.of(code), reason, shown, delay));
    }

    /** The other side has closed too, or has had its time to. */
    void afterClose() {
        actions.add(new ShardAction.Cancel(ShardTimer.CLOSE));
        if (stopping) {
            phase = ShardPhase.STOPPED;
        } else {
            waitFor(delayAfterClose);
        }
    }

    /** Goes on with the plan as soon as there is room for what a connection would bring. */
    void proceed() {
        if (readingPaused) {
            phase = ShardPhase.AWAITING_ROOM;
            return;
        }
        switch (plan) {
            case RESUME ->
                connect(progress.session().map(GatewaySession::resumeUrl).orElse(shard.gatewayUrl()));
            case RESUME_ON_ORIGINAL_URL -> connect(shard.gatewayUrl());
            case IDENTIFY -> {
                phase = ShardPhase.AWAITING_IDENTIFY;
                actions.add(new ShardAction.RequestIdentify());
            }
        }
    }

    void fail(Fatality fatality) {
        phase = ShardPhase.FAILED;
        leave();
        actions.add(new ShardAction.Fail(fatality));
    }

    void pauseReading() {
        readingPaused = true;
    }

    void resumeReading() {
        readingPaused = false;
        actions.add(new ShardAction.Cancel(ShardTimer.PAUSE));
        if (phase == ShardPhase.AWAITING_ROOM) {
            proceed();
        }
    }

    /** Ends the cycle so that the session can still be resumed. */
    void stop(int closeCode) {
        if (phase.ended()) {
            return;
        }
        stopping = true;
        switch (phase) {
            case AWAITING_HELLO, IDENTIFYING, RESUMING, LIVE ->
                close(Disconnection.STOPPED, closeCode, "stopping", resumeOrIdentify(), Duration.ZERO);
            case CONNECTING -> {
                leave();
                actions.add(new ShardAction.Abort());
                phase = ShardPhase.STOPPED;
            }
            case AWAITING_IDENTIFY -> {
                actions.add(new ShardAction.ReturnIdentify());
                phase = ShardPhase.STOPPED;
            }
            case NEW, AWAITING_ROOM, WAITING -> {
                actions.add(new ShardAction.Cancel(ShardTimer.RECONNECT));
                phase = ShardPhase.STOPPED;
            }
            case CLOSING, STOPPED, FAILED -> {}
        }
    }

    private void connect(URI url) {
        phase = ShardPhase.CONNECTING;
        actions.add(new ShardAction.Connect(url));
        actions.add(new ShardAction.Schedule(ShardTimer.HANDSHAKE, HANDSHAKE_TIMEOUT));
    }

    private void waitFor(Duration delay) {
        if (delay.isZero()) {
            proceed();
        } else {
            phase = ShardPhase.WAITING;
            actions.add(new ShardAction.Schedule(ShardTimer.RECONNECT, delay));
        }
    }

    private void leave() {
        for (ShardTimer timer :
                List.of(ShardTimer.HEARTBEAT, ShardTimer.SILENCE, ShardTimer.HANDSHAKE, ShardTimer.PAUSE)) {
            actions.add(new ShardAction.Cancel(timer));
        }
        if (holdsIdentify) {
            holdsIdentify = false;
            actions.add(new ShardAction.ReturnIdentify());
        }
    }

    private void notify(ShardNotice notice) {
        actions.add(new ShardAction.Notify(notice));
    }
}
