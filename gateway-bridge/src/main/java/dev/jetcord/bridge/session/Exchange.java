package dev.jetcord.bridge.session;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.SessionStart;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import dev.jetcord.common.wire.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is said on one open connection: heartbeats out, dispatches in. Adds to the actions of the {@link ShardMachine} that
 * owns it. Not thread-safe.
 */
final class Exchange {
    /** What a dispatch meant for the session. */
    enum Progress {
        SESSION_BEGAN,
        SESSION_RESUMED,
        /** An event that was not in hand before. */
        NEW,
        NOTHING
    }

    private static final String RESUMED = "RESUMED";

    private final ShardSettings shard;
    private final SessionProgress progress;
    private final Heartbeats heartbeats;
    private final List<ShardAction> actions;
    private final Silence silence = new Silence();
    private SendBudget budget = new SendBudget();

    Exchange(ShardSettings shard, SessionProgress progress, Heartbeats heartbeats, List<ShardAction> actions) {
        this.shard = shard;
        this.progress = progress;
        this.heartbeats = heartbeats;
        this.actions = actions;
    }

    /** HELLO came on a new connection. */
    void begin(Duration heartbeatInterval, Moment now) {
        budget = new SendBudget();
        actions.add(new ShardAction.Schedule(ShardTimer.HEARTBEAT, heartbeats.start(heartbeatInterval)));
        actions.add(new ShardAction.Schedule(ShardTimer.SILENCE, silence.begin(now.uptime())));
    }

    Duration heartbeatInterval() {
        return heartbeats.interval();
    }

    void identify(Moment now) {
        send(Command.identify(shard), now);
    }

    /** Resumes from the last sequence that is stored (Discord, "Resuming"). */
    void resume(Moment now) {
        progress.session().ifPresent(session -> send(Command.resume(shard, session), now));
    }

    /** Sends what somebody asked for, if the connection may still send. */
    Verdict request(Command command, Moment now) {
        if (!budget.take(now.uptime())) {
            return Verdict.RATE_LIMITED;
        }
        actions.add(new ShardAction.Send(command));
        return Verdict.SENT;
    }

    private void send(Command command, Moment now) {
        if (!budget.take(now.uptime())) {
            throw new IllegalStateException("Shard " + shard.id() + " has no send left for its handshake");
        }
        actions.add(new ShardAction.Send(command));
    }

    /** A regular beat is due. Returns false, and does not beat, if the last one went unanswered. */
    boolean heartbeatDue(Moment now) {
        if (heartbeats.zombie()) {
            return false;
        }
        if (budget.takeReserved(now.uptime())) {
            heartbeats.beat(now.uptime());
            actions.add(new ShardAction.Send(Command.heartbeat(progress.acknowledged())));
        } else {
            actions.add(new ShardAction.Notify(new ShardNotice.HeartbeatWithheld()));
        }
        actions.add(new ShardAction.Schedule(ShardTimer.HEARTBEAT, heartbeats.interval()));
        return true;
    }

    /** Anything came. */
    void heard(Moment now) {
        silence.heard(now.uptime());
    }

    /** It is time to look whether anything came. Returns false if what was asked went unanswered. */
    boolean silenceDue(Moment now) {
        return switch (silence.look(now.uptime())) {
            case Silence.Step.Wait quiet -> {
                actions.add(new ShardAction.Schedule(ShardTimer.SILENCE, quiet.time()));
                yield true;
            }
            case Silence.Step.Ask ignored -> {
                heartbeatRequested(now);
                actions.add(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.ANSWER));
                yield true;
            }
            case Silence.Step.GiveUp ignored -> false;
        };
    }

    /** Opcode 1 came: answer at once (Discord, "Heartbeat Requests"). */
    void heartbeatRequested(Moment now) {
        if (budget.take(now.uptime())) {
            heartbeats.beatOnRequest(now.uptime());
            actions.add(new ShardAction.Send(Command.heartbeat(progress.acknowledged())));
        } else {
            actions.add(new ShardAction.Notify(new ShardNotice.HeartbeatWithheld()));
        }
    }

    void heartbeatAcknowledged(Moment now) {
        heartbeats
                .acknowledged(now.uptime())
                .ifPresent(latency -> actions.add(new ShardAction.Notify(new ShardNotice.HeartbeatAnswered(latency))));
    }

    void readingPaused() {
        heartbeats.readingPaused();
    }

    /** What is still unread is heard only from now on. */
    void readingResumed(Moment now) {
        heartbeats.readingResumed();
        heard(now);
    }

    /** Stores a dispatch that is not yet in hand. */
    Progress dispatch(Frame.Dispatch dispatch, Moment now) {
        Optional<SessionStart> start = dispatch.start();
        start.ifPresent(ready ->
                actions.add(new ShardAction.Notify(new ShardNotice.SessionStarted(progress.begin(ready, now.time())))));
        Optional<GatewaySession> current = progress.session();
        if (current.isEmpty()) {
            actions.add(new ShardAction.Notify(new ShardNotice.UndecodableFrame("it is a dispatch before any READY")));
            return Progress.NOTHING;
        }
        GatewaySession session = current.get();
        boolean resumed = dispatch.event().equals(RESUMED);
        if (resumed) {
            actions.add(new ShardAction.Notify(new ShardNotice.SessionResumed(session)));
        }
        boolean isNew = take(dispatch, session, now);
        if (start.isPresent()) {
            return Progress.SESSION_BEGAN;
        }
        if (resumed) {
            return Progress.SESSION_RESUMED;
        }
        return isNew ? Progress.NEW : Progress.NOTHING;
    }

    private boolean take(Frame.Dispatch dispatch, GatewaySession session, Moment now) {
        long missing = progress.receive(dispatch.sequence());
        if (missing < 0) {
            actions.add(new ShardAction.Notify(new ShardNotice.DuplicateDropped(dispatch.sequence())));
            return false;
        }
        if (missing > 0) {
            actions.add(new ShardAction.Notify(new ShardNotice.SequenceGap(missing)));
        }
        Version version = new Version(session.epoch(), dispatch.sequence());
        actions.add(new ShardAction.Publish(dispatch, session.id(), version, now.time()));
        return true;
    }
}
