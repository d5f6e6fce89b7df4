package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.process.Commands;
import dev.jetcord.launcher.process.Detachment;
import dev.jetcord.launcher.process.PortOwners;
import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.launcher.terminal.Terminal;
import dev.jetcord.postgres.PostgresException;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Brings a home's fleet up and down. One launcher at a time does, which the {@link FleetLock} sees to. */
public final class FleetControl {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;

    private final Home home;
    private final Terminal terminal;
    private final Steps steps;
    private final RunFolder runFolder;
    private final ProcessStarter starter;
    private final FleetStopper stopper;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Controls the fleet of one home.
     *
     * @param random must be cryptographically strong
     */
    public FleetControl(
            Home home, Terminal terminal, Steps steps, Commands commands, InstantSource clock, RandomGenerator random) {
        this.home = requireNonNull(home, "home");
        this.terminal = requireNonNull(terminal, "terminal");
        this.steps = requireNonNull(steps, "steps");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
        this.runFolder = new RunFolder(home.run());
        this.starter = new ProcessStarter(home, runFolder, Detachment.words(commands));
        this.stopper = new FleetStopper(runFolder, new ProcessTable(home), terminal::warn);
    }

    /**
     * Starts the fleet and returns when all of it is ready. On a failure, and when the launcher is told to end meanwhile,
     * everything that was started is stopped again.
     *
     * @return what was started; empty when it was up already
     * @throws FleetException when it can't be started; the message is for people
     */
    public Optional<RunningFleet> up(FleetRequest request, NatsLookup lookup) throws Exception {
        try (FleetLock _ = awaitLock();
                var readiness = new Readiness()) {
            List<FleetStatus.Entry> entries = new FleetStatus(home, readiness).look();
            if (FleetStatus.allReady(entries)) {
                requireSameWorld(request, entries);
                return Optional.empty();
            }
            if (stopper.stop() > 0) {
                terminal.print("stopped what was left of an earlier fleet");
            }
            return Optional.of(start(request, lookup, readiness));
        }
    }

    /**
     * Starts services of a fleet again when they end.
     *
     * @param running what {@link #up} has started
     * @return looks after it until it is stopped
     */
    public Supervisor supervise(RunningFleet running, Supervision supervision) {
        var readiness = new Readiness();
        var fleet = new Fleet(starter, runFolder, readiness, steps);
        return new Supervisor(home, runFolder, fleet, readiness, running, supervision);
    }

    /**
     * Stops the fleet, also one that is being started, and what is left of one that crashed.
     *
     * @return how many processes were stopped
     */
    public int down() throws Exception {
        Optional<FleetLock> free = FleetLock.tryTake(home);
        if (free.isEmpty()) {
            // It stops what it has started when it is told to end.
            FleetLock.holder(home).ifPresent(ProcessHandle::destroy);
        }
        try (FleetLock _ = free.isPresent() ? free.get() : awaitLock()) {
            return stopper.stop();
        }
    }

    /** What the launcher does when it is told to end: nothing more is started, everything is stopped. */
    public void stopForGood() {
        starter.close();
        try {
            if (!runFolder.list().isEmpty()) {
                terminal.print("Stopping the fleet: services finish what they have in hand.");
            }
            int stopped = stopper.stop();
            if (stopped > 0) {
                terminal.print("stopped " + stopped + " processes");
            }
        } catch (IOException e) {
            terminal.warn("not everything could be stopped, run ./jetcord down: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private RunningFleet start(FleetRequest request, NatsLookup lookup, Readiness readiness) throws Exception {
        World world = request.world(home, clock, random);
        boolean sandbox = !request.realDiscord();
        if (sandbox && request.hasDiscordToken()) {
            terminal.print(
                    "DISCORD_TOKEN is set and not used: this fleet runs on the sandbox, the real Discord needs --discord");
        }
        Optional<String> external = request.externalNats();
        if (external.isPresent()) {
            requireNats(external.get(), readiness);
        }
        new PortCheck(new PortOwners(Path.of("/proc")))
                .requireFree(request.ports()
                        .taken(external.isEmpty(), request.externalDatabase().isEmpty(), sandbox));
        Optional<NatsServerBinary> binary = external.isEmpty() ? Optional.of(lookup.find()) : Optional.empty();
        FleetDatabase database = database(request);
        var blueprint = new Blueprint(
                home,
                request.installation(),
                request.ports(),
                world,
                external.orElse("nats://127.0.0.1:" + request.ports().nats()),
                database,
                new ServiceEnvironment(request.environment()),
                request.stopBudget());
        var hook = new Thread(this::stopForGood, "stop-half-started-fleet");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new Fleet(starter, runFolder, readiness, steps).start(blueprint, world, binary);
        } catch (FleetException e) {
            stopper.stop();
            throw new FleetException(
                    e.getMessage()
                            + "\nEverything that was started is stopped again. Correct what the log says, then ./jetcord up.",
                    e);
        } catch (Exception e) {
            stopper.stop();
            throw e;
        } finally {
            forget(hook);
        }
    }

    private FleetDatabase database(FleetRequest request) throws Exception {
        Map<String, String> external = request.externalDatabase();
        return external.isEmpty()
                ? steps.run("PostgreSQL's programs and data", () -> prepare(request))
                : new FleetDatabase.External(external);
    }

    private FleetDatabase prepare(FleetRequest request) throws IOException, FleetException {
        try {
            return FleetDatabase.Own.prepare(
                    home, request.programs(), request.ports().postgres(), random);
        } catch (PostgresException explained) {
            throw new FleetException(String.valueOf(explained.getMessage()), explained);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The launcher is ending, and the hook does its work.
        }
    }

    private static void requireNats(String urls, Readiness readiness) throws FleetException, InterruptedException {
        String last = "";
        for (String url : urls.split(",", -1)) {
            Optional<String> problem = readiness.problem(url.strip());
            if (problem.isEmpty()) {
                return;
            }
            last = problem.get();
        }
        throw new FleetException("NATS_URL is set, so no server is started, but none of its servers can be used: "
                + last.replaceAll("//[^@/]*@", "//***@")
                + "\nStart that server with JetStream (nats-server -js), or unset NATS_URL.");
    }

    private static void requireSameWorld(FleetRequest request, List<FleetStatus.Entry> entries) throws FleetException {
        boolean sandbox =
                entries.stream().anyMatch(entry -> entry.service().name().equals(Services.SANDBOX));
        if (sandbox == request.realDiscord()) {
            throw new FleetException("the fleet is up already, but with "
                    + (sandbox ? "the sandbox" : "the real Discord") + ": ./jetcord down first");
        }
    }

    private FleetLock awaitLock() throws Exception {
        Optional<FleetLock> lock = FleetLock.tryTake(home);
        return lock.isPresent() ? lock.get() : steps.run("waiting for another launcher", this::pollLock);
    }

    private FleetLock pollLock() throws IOException, FleetException, InterruptedException {
        long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<FleetLock> lock = FleetLock.tryTake(home);
            if (lock.isPresent()) {
                return lock.get();
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new FleetException("another launcher, pid "
                + FleetLock.holder(home)
                        .map(process -> Long.toString(process.pid()))
                        .orElse("unknown")
                + ", has been starting or stopping this fleet for over " + LOCK_TIMEOUT.toSeconds() + " s");
    }
}
