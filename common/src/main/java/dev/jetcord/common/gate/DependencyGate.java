package dev.jetcord.common.gate;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a dependency. It opens when too many calls fail; then nothing calls but a probe, and the first probe that
 * succeeds closes it. A probe is a call of its own and never a message, so that no message loses its attempts to an outage.
 *
 * <p>Thread-safe.
 */
public final class DependencyGate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DependencyGate.class);

    private final String name;
    private final GateSettings settings;
    private final Predicate<Exception> failure;
    private final Probe probe;
    private final ScheduledExecutorService prober;
    private final Counter openings;
    private final ReentrantLock lock = new ReentrantLock();
    private final ResultWindow window;
    private volatile boolean open;

    /**
     * @param name the dependency, a value of the label {@code dependency}
     * @param failure which exceptions of a call say that the dependency fails; others say that the call was wrong
     * @param probe asks the dependency for as little as possible
     */
    public DependencyGate(
            String name, GateSettings settings, Predicate<Exception> failure, Probe probe, MeterRegistry registry) {
        this.name = requireNonNull(name, "name");
        this.settings = requireNonNull(settings, "settings");
        this.failure = requireNonNull(failure, "failure");
        this.probe = requireNonNull(probe, "probe");
        this.window = new ResultWindow(settings.window());
        this.prober = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("probe-" + name).daemon().factory());
        Gauge.builder("jetcord.gate.open", this, gate -> gate.open ? 1 : 0)
                .description("1 while a dependency is not asked since it fails")
                .tag("dependency", name)
                .register(registry);
        openings = Counter.builder("jetcord.gate.openings")
                .description("Times a dependency failed so often that it was not asked any more")
                .tag("dependency", name)
                .register(registry);
    }

    /**
     * Calls the dependency.
     *
     * @throws DependencyUnavailableException without a call, while the gate is open
     */
    public <T> T call(Callable<T> call) throws Exception {
        if (open) {
            throw new DependencyUnavailableException(name, settings.probeInterval());
        }
        try {
            T result = call.call();
            record(false);
            return result;
        } catch (Exception thrown) {
            if (failure.test(thrown)) {
                record(true);
            }
            throw thrown;
        }
    }

    /** Whether nothing but the probe asks the dependency now. */
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }

    private void record(boolean failed) {
        lock.lock();
        try {
            if (open) {
                return;
            }
            window.add(failed);
            if (!failed
                    || window.calls() < settings.minimumCalls()
                    || window.failures() < settings.failureRatio() * window.calls()) {
                return;
            }
            open = true;
            openings.increment();
            log.warn(
                    "{} failed {} of the last {} calls; it is only probed, every {}, until it answers",
                    name,
                    window.failures(),
                    window.calls(),
                    settings.probeInterval());
            probeLater();
        } finally {
            lock.unlock();
        }
    }

    private void probeLater() {
        if (!prober.isShutdown()) {
            // What the probe throws is caught there, so the future says nothing.
            var _ = prober.schedule(this::probe, settings.probeInterval().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void probe() {
        try {
            probe.run();
        } catch (Exception stillFailing) {
            log.info("{} still fails: {}", name, stillFailing.toString());
            probeLater();
            return;
        }
        lock.lock();
        try {
            window.clear();
            open = false;
        } finally {
            lock.unlock();
        }
        log.info("{} answers again", name);
    }

    /** Asks a dependency whether it works. */
    @FunctionalInterface
    public interface Probe {
        /** Returns when it does, and throws when it does not. */
        void run() throws Exception;
    }
}
