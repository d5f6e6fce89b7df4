package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.FrameScanner;
import dev.jetcord.bridge.frame.UndecodableFrameException;
import dev.jetcord.bridge.identify.IdentifyQueue;
import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.publishing.ShardPublisher;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.Moment;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.session.ShardMachine;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.session.ShardTimer;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.bridge.transport.GatewaySocket;
import dev.jetcord.bridge.transport.SocketEvents;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.wire.Version;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one shard: feeds its state machine from a mailbox on a thread of its own, and carries out what it asks. Inputs of a
 * socket that has been replaced are dropped.
 */
public final class ShardRunner implements ShardPublisher.Listener {
    private static final Logger log = LoggerFactory.getLogger(ShardRunner.class);

    private final ShardSettings shard;
    private final ShardMachine machine;
    private final HttpClient http;
    private final Compression compression;
    private final IdentifyQueue identifies;
    private final ScheduledExecutorService scheduler;
    private final ShardNotices notices;
    private final BridgeMetrics metrics;
    private final Consumer<Fatality> fatal;
    private final FrameScanner scanner = new FrameScanner();
    private final BlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
    private final Map<ShardTimer, ScheduledFuture<?>> timers = new EnumMap<>(ShardTimer.class);
    private final long originNanos = System.nanoTime();
    private @Nullable ShardPublisher publisher;
    private @Nullable GatewaySocket socket;
    private int generation;
    private boolean paused;
    private volatile ShardPhase phase;

    public ShardRunner(
            ShardSettings shard,
            HttpClient http,
            Compression compression,
            IdentifyQueue identifies,
            ScheduledExecutorService scheduler,
            BridgeMetrics metrics,
            RandomGenerator random,
            Consumer<Fatality> fatal) {
        this.shard = shard;
        this.machine = new ShardMachine(shard, random);
        this.http = http;
        this.compression = compression;
        this.identifies = identifies;
        this.scheduler = scheduler;
        this.notices = new ShardNotices(shard.id(), metrics);
        this.metrics = metrics;
        this.fatal = fatal;
        this.phase = machine.phase();
    }

    /** Begins to connect; returns the thread that runs the shard until it has stopped. */
    public Thread start(ShardPublisher shardPublisher) {
        this.publisher = shardPublisher;
        post(new ShardInput.Start(Optional.empty()));
        return Thread.ofVirtual().name("shard-" + shard.id()).start(this::run);
    }

    /** Leaves the gateway so that the session can be resumed. */
    public void stop() {
        post(new ShardInput.Stop());
    }

    /** Whether the shard receives events. */
    public Health readiness() {
        return () -> phase == ShardPhase.LIVE
                ? Health.Status.OK
                : Health.Status.unhealthy("shard " + shard.id() + " of " + shard.count() + " is " + phase);
    }

    @Override
    public void storedUpTo(Version version) {
        post(new ShardInput.Acknowledged(version.epoch(), version.sequence()));
    }

    @Override
    public void roomAgain() {
        post(new ShardInput.ReadingResumed());
    }

    private void post(ShardInput input) {
        mailbox.add(new Mail(input, Mail.ANY_SOCKET));
    }

    private void run() {
        try {
            while (phase != ShardPhase.STOPPED && phase != ShardPhase.FAILED) {
                handle(mailbox.take());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            timers.values().forEach(timer -> timer.cancel(false));
        }
    }

    private void handle(Mail mail) {
        if (mail.generation != Mail.ANY_SOCKET && mail.generation != generation) {
            return;
        }
        if (mail.input instanceof ShardInput.Received(Frame.Dispatch dispatch)) {
            metrics.dispatch(dispatch.event());
        }
        feed(mail.input);
        if (mail.input instanceof ShardInput.ReadingResumed) {
            paused = false;
            requestMessage();
        } else if (mail.wantsNext() && !paused) {
            requestMessage();
        }
    }

    private void feed(ShardInput input) {
        List<ShardAction> actions =
                machine.on(input, new Moment(Duration.ofNanos(System.nanoTime() - originNanos), Instant.now()));
        boolean wasPaused = paused;
        actions.forEach(this::carryOut);
        phase = machine.phase();
        if (paused && !wasPaused) {
            feed(new ShardInput.ReadingPaused());
        }
    }

    private void carryOut(ShardAction action) {
        switch (action) {
            case ShardAction.Connect connect -> {
                abort();
                int current = generation;
                socket = new GatewaySocket(http, connect.url(), compression, new Inbox(current));
            }
            case ShardAction.Send send -> {
                if (socket != null) {
                    socket.send(send.command().text());
                }
            }
            case ShardAction.Close close -> {
                if (socket != null) {
                    socket.close(close.code(), close.reason());
                }
            }
            case ShardAction.Abort _ -> abort();
            case ShardAction.Schedule schedule -> schedule(schedule.timer(), schedule.delay());
            case ShardAction.Cancel cancel -> cancel(cancel.timer());
            case ShardAction.RequestIdentify _ ->
                identifies.request(shard.id(), () -> post(new ShardInput.IdentifyAllowed()));
            case ShardAction.IdentifySent _ -> identifies.sent(shard.id());
            case ShardAction.ReturnIdentify _ -> identifies.returned(shard.id());
            case ShardAction.Publish publish -> {
                if (publisher != null && !publisher.publish(publish)) {
                    paused = true;
                }
            }
            case ShardAction.Notify notify -> notices.tell(notify.notice());
            case ShardAction.Fail fail -> {
                log.error("shard {}: {}", shard.id(), fail.fatality().message());
                fatal.accept(fail.fatality());
            }
        }
    }

    private void abort() {
        generation++;
        if (socket != null) {
            socket.abort();
            socket = null;
        }
    }

    private void requestMessage() {
        if (socket != null) {
            socket.requestMessage();
        }
    }

    private void schedule(ShardTimer timer, Duration delay) {
        cancel(timer);
        timers.put(
                timer,
                scheduler.schedule(() -> post(new ShardInput.Elapsed(timer)), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void cancel(ShardTimer timer) {
        ScheduledFuture<?> set = timers.remove(timer);
        if (set != null) {
            set.cancel(false);
        }
    }

    /** An input and the socket it came from. */
    private record Mail(ShardInput input, int generation) {
        private static final int ANY_SOCKET = -1;

        /** Whether it was a message, after which the socket waits to be asked for the next. */
        private boolean wantsNext() {
            return input instanceof ShardInput.Received || input instanceof ShardInput.Undecodable;
        }
    }

    /** Puts what a socket tells into the mailbox. */
    private final class Inbox implements SocketEvents {
        private final int from;

        private Inbox(int from) {
            this.from = from;
        }

        @Override
        public void opened() {
            add(new ShardInput.Opened());
        }

        @Override
        public void connectFailed(String problem) {
            add(new ShardInput.ConnectFailed(problem));
        }

        @Override
        public void message(byte[] message) {
            try {
                add(new ShardInput.Received(scanner.scan(message, message.length)));
            } catch (UndecodableFrameException undecodable) {
                add(new ShardInput.Undecodable(String.valueOf(undecodable.getMessage())));
            }
        }

        @Override
        public void broken(String problem) {
            add(new ShardInput.StreamBroken(problem));
        }

        @Override
        public void closed(int code) {
            add(new ShardInput.Closed(code));
        }

        private void add(ShardInput input) {
            mailbox.add(new Mail(input, from));
        }
    }
}
