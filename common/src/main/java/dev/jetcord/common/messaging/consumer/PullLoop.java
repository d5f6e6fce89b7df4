package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.operations.Health;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.support.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes permits first, then requests exactly that many messages. Its one inbox stays subscribed for as long as it runs:
 * a message that crosses the end of a request is taken like any other, where a fetch with an inbox of its own would leave
 * it to the ack wait (NATS ADR-13, "Pull Subscribe internals").
 *
 * <p>Thread-safe. {@link #released} is called by whatever thread ends a message's work, and requests more.
 */
final class PullLoop {
    private static final Logger log = LoggerFactory.getLogger(PullLoop.class);
    /** Short, because a request that was pending at a consumer's old leader is only made again when it runs out. */
    private static final Duration EXPIRES = Duration.ofSeconds(2);

    /** Until its consumer has answered once: an idle one answers when a request runs out, and readiness waits for that. */
    private static final Duration FIRST_EXPIRES = Duration.ofMillis(10);

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofMillis(250);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int NO_MESSAGES = 404;
    private static final String PENDING_MESSAGES = "Nats-Pending-Messages";
    /** Requests without an answer, one after the other, after which the inbox is taken to be dead. */
    private static final int UNANSWERED_LIMIT = 3;

    private final Connection connection;
    private final ConsumerDeclaration declaration;
    private final BooleanSupplier paused;
    private final Consumer<Message> taker;
    private final Runnable restarted;
    private final PullWindow window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final String requestSubject;
    private final PullInbox inbox;
    private final Thread thread;
    private long notBeforeNanos = System.nanoTime();
    private boolean pulling = true;
    /** Whether the loop's thread may be interrupted. */
    private boolean turning = true;

    private boolean heard;
    private int unanswered;
    private volatile long lastTurnNanos = System.nanoTime();
    private volatile Health.Status state = Health.Status.unhealthy("has not heard from its consumer yet");

    /**
     * Subscribes; {@link #start} begins to pull.
     *
     * @param paused whether nothing may be requested now; asked at least some times a second
     * @param taker takes a message over and sees to it that {@link #released} is called once for it
     * @param restarted is told that the watchdog took a new inbox
     */
    PullLoop(
            Connection connection,
            ConsumerDeclaration declaration,
            int permits,
            BooleanSupplier paused,
            Consumer<Message> taker,
            Runnable restarted) {
        this.connection = requireNonNull(connection, "connection");
        this.declaration = requireNonNull(declaration, "declaration");
        this.paused = requireNonNull(paused, "paused");
        this.taker = requireNonNull(taker, "taker");
        this.restarted = requireNonNull(restarted, "restarted");
        this.window = new PullWindow(permits);
        this.requestSubject = "$JS.API.CONSUMER.MSG.NEXT." + declaration.stream() + '.' + declaration.durable();
        this.inbox = new PullInbox(connection, declaration.durable());
        this.thread = Thread.ofPlatform().name("pull-" + declaration.durable()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Messages need their permits no more. */
    void released(int permits) {
        if (permits == 0) {
            return;
        }
        lock.lock();
        try {
            window.released(permits);
            if (window.used() == 0) {
                idle.signalAll();
            }
            request();
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return window.used();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the loop turns and its consumer answers. */
    Health.Status readiness() {
        return state;
    }

    /** Whether the loop turns at all. */
    Health.Status liveness() {
        Duration quiet = Duration.ofNanos(System.nanoTime() - lastTurnNanos);
        return quiet.compareTo(EXPIRES.multipliedBy(5)) < 0
                ? Health.Status.OK
                : Health.Status.unhealthy("the pull loop has not turned for " + quiet);
    }

    /** Requests nothing more, and gives back what was fetched and not taken over. */
    void stop() throws InterruptedException {
        lock.lock();
        try {
            pulling = false;
            if (turning) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
        thread.join();
    }

    /** Waits until all permits are free. Returns whether they are. */
    boolean awaitIdle(Duration budget) throws InterruptedException {
        long left = budget.toNanos();
        lock.lock();
        try {
            while (window.used() > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return window.used() == 0;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (isPulling()) {
                try {
                    turn();
                } catch (RuntimeException failure) {
                    // As when the connection is being closed. The loop ends when it is told to, and not before.
                    log.warn("a turn of the pull of {} failed", declaration.durable(), failure);
                    TimeUnit.MILLISECONDS.sleep(BACK_OFF.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            log.debug("the pull of {} ends", declaration.durable());
        } finally {
            leaveInterruptionBehind();
            inbox.giveBack();
        }
    }

    /** The client sends nothing for a thread that is interrupted, so nothing would be given back. */
    private void leaveInterruptionBehind() {
        lock.lock();
        try {
            turning = false;
            var _ = Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    private void turn() throws InterruptedException {
        lastTurnNanos = System.nanoTime();
        lock.lock();
        try {
            if (window.giveUp(System.nanoTime())) {
                unanswered();
            }
            request();
        } finally {
            lock.unlock();
        }
        Message message = inbox.next(TICK);
        if (message == null) {
            return;
        }
        if (message.isStatusMessage()) {
            status(message);
        } else if (message.isJetStream()) {
            lock.lock();
            try {
                window.received();
                heard = true;
                unanswered = 0;
            } finally {
                lock.unlock();
            }
            state = Health.Status.OK;
            taker.accept(message);
        } else {
            log.warn("ignored a message on the inbox of {} that comes from no stream", declaration.durable());
        }
    }

    /** The watchdog. Called with the lock held, on the loop's thread. */
    private void unanswered() {
        if (connection.getStatus() != Connection.Status.CONNECTED) {
            return;
        }
        // A 2.9 server says nothing of a consumer that is not there.
        state = Health.Status.unhealthy("the server does not answer requests for messages of consumer "
                + declaration.durable() + " of " + declaration.stream() + ". If it does not exist, run provision.");
        unanswered++;
        if (unanswered >= UNANSWERED_LIMIT) {
            unanswered = 0;
            log.warn(
                    "{} has had no answer to {} requests although it is connected; it pulls to a new inbox",
                    declaration.durable(),
                    UNANSWERED_LIMIT);
            inbox.renew();
            restarted.run();
        }
    }

    // Called with the lock held.
    private void request() {
        long now = System.nanoTime();
        if (!pulling
                || now - notBeforeNanos < 0
                || connection.getStatus() != Connection.Status.CONNECTED
                || paused.getAsBoolean()) {
            return;
        }
        int batch = window.request(now + EXPIRES.plus(GRACE).toNanos());
        if (batch > 0) {
            connection.publish(
                    requestSubject,
                    inbox.subject(),
                    ("{\"batch\":" + batch + ",\"expires\":" + (heard ? EXPIRES : FIRST_EXPIRES).toNanos() + '}')
                            .getBytes(UTF_8));
        }
    }

    private void status(Message message) {
        Status status = message.getStatus();
        boolean ordinary = status.getCode() == REQUEST_TIMEOUT || status.getCode() == NO_MESSAGES;
        lock.lock();
        try {
            String pending = message.hasHeaders() ? message.getHeaders().getFirst(PENDING_MESSAGES) : null;
            window.ended(pending == null ? window.requested() : Integer.parseInt(pending));
            unanswered = 0;
            heard |= ordinary;
            if (!ordinary) {
                notBeforeNanos = System.nanoTime() + BACK_OFF.toNanos();
            }
        } finally {
            lock.unlock();
        }
        if (ordinary) {
            state = Health.Status.OK;
            return;
        }
        Health.Status refused = Health.Status.unhealthy("the server refuses messages of consumer "
                + declaration.durable() + " of " + declaration.stream() + ": " + status.getCode() + ' '
                + status.getMessage() + ". If it does not exist, run provision.");
        if (!refused.equals(state)) {
            log.warn("{}", refused.message());
            state = refused;
        }
    }

    private boolean isPulling() {
        lock.lock();
        try {
            return pulling;
        } finally {
            lock.unlock();
        }
    }
}
