package dev.jetcord.bridge.session;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.frame.SessionStart;
import dev.jetcord.common.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A machine of shard 0 of 1, and what a test makes happen to it. A millisecond passes before each input. */
final class ShardDriver {
    static final URI GATEWAY = URI.create("wss://gateway.test");
    static final URI RESUME = URI.create("wss://resume.test");
    static final Duration INTERVAL = Duration.ofSeconds(40);
    static final Instant TIME = Instant.ofEpochMilli(1_000_000);

    final ShardMachine machine = new ShardMachine(
            new ShardSettings(0, 1, new Secret("a.b.c"), Intents.of(Intents.Intent.GUILDS), GATEWAY), new Random(1));
    private Duration uptime = Duration.ZERO;

    List<ShardAction> start() {
        return on(new ShardInput.Start(Optional.empty(), 0));
    }

    List<ShardAction> start(GatewaySession checkpoint) {
        return on(new ShardInput.Start(Optional.of(checkpoint), checkpoint.epoch()));
    }

    /** To the HELLO of a connection that will IDENTIFY. */
    void connect() {
        start();
        on(new ShardInput.IdentifyAllowed());
        on(new ShardInput.Opened());
    }

    /** To a session, of which READY was the first sequence. */
    void live() {
        connect();
        frame(new Frame.Hello(INTERVAL));
        ready("s");
    }

    List<ShardAction> ready(String session) {
        return frame(new Frame.Dispatch(
                1, "READY", new Body(new byte[0]), Routing.NONE, Optional.of(new SessionStart(session, RESUME))));
    }

    /** From a closed connection to the HELLO of the next one, which resumes. */
    List<ShardAction> resume() {
        elapsed(ShardTimer.RECONNECT);
        on(new ShardInput.Opened());
        return frame(new Frame.Hello(INTERVAL));
    }

    List<ShardAction> frame(Frame frame) {
        return on(new ShardInput.Received(frame));
    }

    List<ShardAction> dispatch(long sequence) {
        return dispatch(sequence, "MESSAGE_CREATE");
    }

    List<ShardAction> dispatch(long sequence, String event) {
        return frame(new Frame.Dispatch(sequence, event, new Body(new byte[0]), Routing.NONE, Optional.empty()));
    }

    List<ShardAction> elapsed(ShardTimer timer) {
        return on(new ShardInput.Elapsed(timer));
    }

    void acknowledge(long sequence) {
        on(new ShardInput.Acknowledged(machine.session().orElseThrow().epoch(), sequence));
    }

    List<ShardAction> on(ShardInput input) {
        pass(Duration.ofMillis(1));
        return machine.on(input, new Moment(uptime, TIME));
    }

    void pass(Duration time) {
        uptime = uptime.plus(time);
    }

    static List<String> sent(List<ShardAction> actions) {
        return actions.stream()
                .filter(ShardAction.Send.class::isInstance)
                .map(action -> ((ShardAction.Send) action).command().text())
                .toList();
    }

    static List<ShardNotice> notices(List<ShardAction> actions) {
        return actions.stream()
                .filter(ShardAction.Notify.class::isInstance)
                .map(action -> ((ShardAction.Notify) action).notice())
                .toList();
    }

    static Duration delay(List<ShardAction> actions) {
        return actions.stream()
                .filter(ShardAction.Schedule.class::isInstance)
                .map(action -> ((ShardAction.Schedule) action).delay())
                .findFirst()
                .orElseThrow();
    }

    static boolean isSessionLost(ShardAction action) {
        return action instanceof ShardAction.Notify notify && notify.notice() instanceof ShardNotice.SessionLost;
    }
}
