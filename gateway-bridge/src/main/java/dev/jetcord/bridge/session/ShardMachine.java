package dev.jetcord.bridge.session;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import dev.jetcord.bridge.session.ShardNotice.Disconnection;
import dev.jetcord.bridge.session.ShardNotice.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The gateway protocol of one shard (Discord, "Gateway: Connections"): an input and the time go in, actions come out. The
 * same inputs give the same actions; there is no socket, clock or thread inside. Not thread-safe.
 *
 * <p>{@link ConnectionCycle} decides which connection there is, {@link Exchange} speaks on it; this class says what each
 * input means to them.
 */
public final class ShardMachine {
    /** Any code but 1000 and 1001 keeps the session (Discord, "Initiating a Disconnect"). */
    static final int RESUMABLE_CLOSE = 4000;

    private static final int SESSION_ENDING_CLOSE = 1000;
    private static final int NO_CLOSE_FRAME = 1006;
    /** Resuming gives the same bytes again: after this many failures in a row the session is given up. */
    private static final int MAX_BROKEN_STREAMS = 3;

    private final ShardSettings shard;
    private final RandomGenerator random;
    private final List<ShardAction> actions = new ArrayList<>();
    private final SessionProgress progress = new SessionProgress();
    private final ConnectionCycle cycle;
    private final Exchange exchange;
    private int brokenStreams;

    public ShardMachine(ShardSettings shard, RandomGenerator random) {
        this.shard = shard;
        this.random = random;
        this.cycle = new ConnectionCycle(shard, progress, random, actions);
        this.exchange = new Exchange(shard, progress, new Heartbeats(random), actions);
    }

    public ShardPhase phase() {
        return cycle.phase();
    }

    /** The session as it can be resumed now. */
    public Optional<GatewaySession> session() {
        return progress.session();
    }

    /** The epoch of the last session that the shard had; 0 before the first. */
    public long lastEpoch() {
        return progress.lastEpoch();
    }

    /** The last sequence that came in the session; 0 before the first. */
    public long received() {
        return progress.received();
    }

    /** Takes {@code input} and returns what to do, in order. */
    public List<ShardAction> on(ShardInput input, Moment now) {
        actions.clear();
        switch (input) {
            case ShardInput.Start start -> {
                progress.adopt(start.checkpoint(), start.lastEpoch());
                cycle.start();
            }
            case ShardInput.IdentifyAllowed ignored -> cycle.identifyAllowed();
            case ShardInput.Opened ignored -> cycle.opened();
            case ShardInput.ConnectFailed failed -> {
                if (phase() == ShardPhase.CONNECTING) {
                    cycle.retry(Disconnection.CONNECT_FAILED, Optional.empty(), failed.problem());
                }
            }
            case ShardInput.Received message -> {
                if (phase().connected()) {
                    received(message.frame(), now);
                }
            }
            case ShardInput.Undecodable message -> undecodable(message.problem());
            case ShardInput.StreamBroken stream -> streamBroken(stream.problem());
            case ShardInput.Closed socket -> closed(socket.code());
            case ShardInput.Elapsed due -> elapsed(due.timer(), now);
            case ShardInput.Acknowledged stored -> progress.acknowledge(stored.epoch(), stored.sequence());
            case ShardInput.ReadingPaused ignored -> readingPaused();
            case ShardInput.ReadingResumed ignored -> {
                exchange.readingResumed(now);
                cycle.resumeReading();
            }
            case ShardInput.Reconnect ignored -> {
                if (phase().connected()) {
                    closeResumably(Disconnection.OPERATOR, "reconnect", Duration.ZERO);
                }
            }
            case ShardInput.Request request -> request(request, now);
            case ShardInput.Stop ignored -> cycle.stop(RESUMABLE_CLOSE);
        }
        return List.copyOf(actions);
    }

    private void request(ShardInput.Request request, Moment now) {
        Verdict verdict = phase() == ShardPhase.LIVE ? exchange.request(request.command(), now) : Verdict.NOT_CONNECTED;
        actions.add(new ShardAction.Answer(request.ticket(), verdict));
    }

    private void received(Frame frame, Moment now) {
        exchange.heard(now);
        switch (frame) {
            case Frame.Hello hello -> hello(hello.heartbeatInterval(), now);
            case Frame.Dispatch dispatch -> dispatch(dispatch, now);
            case Frame.HeartbeatRequest ignored -> exchange.heartbeatRequested(now);
            case Frame.HeartbeatAcknowledged ignored -> {
                exchange.heartbeatAcknowledged(now);
                cycle.healthy();
            }
            case Frame.Reconnect ignored -> {
                Duration delay = phase() == ShardPhase.LIVE ? Duration.ZERO : cycle.nextDelay();
                closeResumably(Disconnection.RECONNECT_REQUESTED, "reconnect requested", delay);
            }
            case Frame.InvalidSession invalid -> invalidSession(invalid.resumable());
            case Frame.Unknown unknown -> notify(new ShardNotice.UnknownOpcode(unknown.opcode()));
        }
    }

    private void hello(Duration interval, Moment now) {
        if (phase() != ShardPhase.AWAITING_HELLO) {
            return;
        }
        actions.add(new ShardAction.Cancel(ShardTimer.HANDSHAKE));
        exchange.begin(interval, now);
        switch (cycle.plan()) {
            case RESUME, RESUME_ON_ORIGINAL_URL -> {
                exchange.resume(now);
                cycle.resuming();
            }
            case IDENTIFY -> {
                exchange.identify(now);
                cycle.identifying();
            }
        }
    }

    private void dispatch(Frame.Dispatch dispatch, Moment now) {
        switch (exchange.dispatch(dispatch, now)) {
            case SESSION_BEGAN, SESSION_RESUMED -> cycle.live();
            case NEW -> {
                brokenStreams = 0;
                cycle.healthy();
            }
            case NOTHING -> {}
        }
    }

    private void invalidSession(boolean resumable) {
        if (resumable && progress.session().isPresent()) {
            Duration delay = cycle.nextDelay();
            closeResumably(Disconnection.SESSION_INVALIDATED, "invalid session, resumable", delay);
            return;
        }
        cycle.lose(Loss.INVALIDATED);
        // Discord, "Invalid Session": wait a random time from 1 to 5 s, then IDENTIFY. A refused IDENTIFY was still
        // counted against the day's limit, so a row of them waits longer and longer.
        Duration atRandom = Duration.ofMillis(1000 + random.nextLong(4001));
        Duration backoff = cycle.nextDelay();
        Duration wait = backoff.compareTo(atRandom) > 0 ? backoff : atRandom;
        cycle.close(Disconnection.SESSION_INVALIDATED, SESSION_ENDING_CLOSE, "invalid session", Plan.IDENTIFY, wait);
    }

    private void undecodable(String problem) {
        if (!phase().connected()) {
            return;
        }
        notify(new ShardNotice.UndecodableFrame(problem));
        if (phase() == ShardPhase.IDENTIFYING || phase() == ShardPhase.AWAITING_HELLO) {
            // It may have been the HELLO or the READY, without which there is nothing to wait for.
            closeResumably(Disconnection.STREAM_BROKEN, "undecodable", cycle.nextDelay());
        }
    }

    private void streamBroken(String problem) {
        if (!phase().connected()) {
            return;
        }
        notify(new ShardNotice.UndecodableFrame(problem));
        brokenStreams++;
        if (brokenStreams >= MAX_BROKEN_STREAMS) {
            brokenStreams = 0;
            cycle.lose(Loss.UNREADABLE);
        }
        closeResumably(Disconnection.STREAM_BROKEN, "stream broken", cycle.nextDelay());
    }

    private void closed(int code) {
        if (phase() == ShardPhase.CLOSING) {
            cycle.afterClose();
            return;
        }
        if (!phase().connected() && phase() != ShardPhase.CONNECTING) {
            return;
        }
        Optional<CloseCode> known = CloseCode.of(code);
        known.ifPresent(this::followCloseCode);
        if (phase() != ShardPhase.FAILED) {
            cycle.retry(
                    code == NO_CLOSE_FRAME ? Disconnection.NETWORK : Disconnection.CLOSED_BY_DISCORD,
                    Optional.of(code),
                    known.map(Enum::name).orElse(""));
        }
    }

    private void followCloseCode(CloseCode code) {
        switch (code.consequence()) {
            case RESUME -> {}
            case RESUME_ONCE -> {
                if (phase() == ShardPhase.RESUMING) {
                    cycle.lose(Loss.NOT_AUTHENTICATED);
                }
            }
            case NEW_SESSION -> cycle.lose(code == CloseCode.INVALID_SEQUENCE ? Loss.INVALID_SEQUENCE : Loss.TIMED_OUT);
            case FATAL -> cycle.fail(Fatality.of(code, shard));
        }
    }

    private void elapsed(ShardTimer timer, Moment now) {
        switch (timer) {
            case HEARTBEAT -> {
                if (phase().connected() && !exchange.heartbeatDue(now)) {
                    Duration delay = cycle.nextDelay();
                    closeResumably(Disconnection.HEARTBEAT_UNANSWERED, "heartbeat unanswered", delay);
                }
            }
            case SILENCE -> {
                if (phase().connected() && !silenceIsLife(now)) {
                    // Who is not there answers no closing handshake either.
                    actions.add(new ShardAction.Abort());
                    cycle.retry(Disconnection.SILENT, Optional.empty(), "a heartbeat out of turn was not answered");
                }
            }
            case RECONNECT -> {
                if (phase() == ShardPhase.WAITING) {
                    cycle.proceed();
                }
            }
            case HANDSHAKE -> handshakeTimedOut();
            case CLOSE -> {
                if (phase() == ShardPhase.CLOSING) {
                    actions.add(new ShardAction.Abort());
                    cycle.afterClose();
                }
            }
            case PAUSE -> {
                if (cycle.readingPaused() && phase().connected()) {
                    closeResumably(Disconnection.READING_PAUSED, "reading paused", Duration.ZERO);
                }
            }
        }
    }

    private void handshakeTimedOut() {
        boolean identifying = phase() == ShardPhase.IDENTIFYING;
        if (identifying || phase() == ShardPhase.CONNECTING || phase() == ShardPhase.AWAITING_HELLO) {
            actions.add(new ShardAction.Abort());
            String missing = identifying ? "no READY in time" : "no HELLO in time";
            cycle.retry(Disconnection.HANDSHAKE_TIMED_OUT, Optional.empty(), missing);
        }
    }

    /** Nothing is heard while reading is paused, whatever came. */
    private boolean silenceIsLife(Moment now) {
        if (cycle.readingPaused()) {
            exchange.heard(now);
        }
        return exchange.silenceDue(now);
    }

    private void readingPaused() {
        cycle.pauseReading();
        exchange.readingPaused();
        if (phase().connected()) {
            actions.add(new ShardAction.Schedule(ShardTimer.PAUSE, exchange.heartbeatInterval()));
        }
    }

    private void closeResumably(Disconnection cause, String reason, Duration delay) {
        cycle.close(cause, RESUMABLE_CLOSE, reason, cycle.resumeOrIdentify(), delay);
    }

    private void notify(ShardNotice notice) {
        actions.add(new ShardAction.Notify(notice));
    }
}
