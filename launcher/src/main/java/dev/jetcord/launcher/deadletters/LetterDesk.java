package dev.jetcord.launcher.deadletters;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.fleet.Home;
import dev.jetcord.launcher.fleet.NatsPlace;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens the dead letters of the fleet that runs, or of the one that {@code NATS_URL} names. */
final class LetterDesk {
    private static final String NATS_URL = "NATS_URL";
    private static final Duration WAIT_FOR_NATS = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Home home;
    private final InstantSource clock;

    LetterDesk(Map<String, String> environment, Home home, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.home = requireNonNull(home, "home");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Works with the letters.
     *
     * @throws FleetException when NATS cannot be asked; the message says why and what to do
     */
    <T> T open(Work<T> work) throws FleetException, InterruptedException {
        try (NatsConnection nats = new NatsConnection(configuration(), NatsUser.OPERATOR.id())) {
            nats.awaitConnected(WAIT_FOR_NATS);
            return work.with(new DeadLetterBox(nats, clock));
        } catch (IOException unanswered) {
            throw new FleetException(String.valueOf(unanswered.getMessage()), unanswered);
        }
    }

    /**
     * The letters that were named.
     *
     * @throws FleetException naming those that do not exist
     */
    static List<DeadLetter> find(DeadLetterBox box, List<String> named) throws IOException, FleetException {
        List<DeadLetter> letters = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : named) {
            box.find(name).ifPresentOrElse(letters::add, () -> unknown.add(name));
        }
        if (!unknown.isEmpty()) {
            throw new FleetException("there is no dead letter " + String.join(", ", unknown)
                    + ". See ./jetcord dead-letters list; nothing was done.");
        }
        return letters;
    }

    private NatsConfiguration configuration() throws FleetException, IOException {
        Map<String, String> settings = new HashMap<>(environment);
        if (!settings.containsKey(NATS_URL) && !settings.containsKey(NATS_URL + "_FILE")) {
            settings.putAll(NatsPlace.running(home)
                    .orElseThrow(() -> new FleetException(
                            "no fleet runs here: start it with ./jetcord up, or set NATS_URL to that of another"))
                    .environment(NatsUser.OPERATOR));
        }
        try {
            return Settings.load(settings, NatsConfiguration::from);
        } catch (ConfigurationException wrong) {
            throw new FleetException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** What is done with the letters. */
    @FunctionalInterface
    interface Work<T> {
        T with(DeadLetterBox box) throws IOException, FleetException, InterruptedException;
    }
}
