package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import dev.jetcord.sandbox.nats.NatsServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each process of a fleet is started. */
final class Blueprint {
    private static final String HOST = "127.0.0.1";
    private static final Duration SHORT_STOP = Duration.ofSeconds(10);

    private final Home home;
    private final Installation installation;
    private final Ports ports;
    private final World world;
    private final NatsPlace nats;
    private final FleetDatabase database;
    private final ServiceEnvironment environment;
    private final Duration stopBudget;

    /**
     * Describes one fleet.
     *
     * @param database where the workers find PostgreSQL
     * @param stopBudget how long a service may drain
     */
    Blueprint(
            Home home,
            Installation installation,
            Ports ports,
            World world,
            NatsPlace nats,
            FleetDatabase database,
            ServiceEnvironment environment,
            Duration stopBudget) {
        this.home = requireNonNull(home, "home");
        this.installation = requireNonNull(installation, "installation");
        this.ports = requireNonNull(ports, "ports");
        this.world = requireNonNull(world, "world");
        this.nats = requireNonNull(nats, "nats");
        this.database = requireNonNull(database, "database");
        this.environment = requireNonNull(environment, "environment");
        this.stopBudget = requireNonNull(stopBudget, "stopBudget");
    }

    /** NATS' process; its configuration is written here. */
    ServiceSpec nats(NatsServerBinary binary) throws IOException {
        var settings = new NatsServerSettings("jetcord", ports.nats(), 0, home.nats());
        Files.createDirectories(settings.portsFolder());
        Files.createDirectories(settings.storeFolder());
        Files.writeString(settings.configurationFile(), settings.configuration() + nats.serverConfiguration());
        return new ServiceSpec(
                Services.NATS,
                Layer.NATS,
                List.of(
                        binary.path().toString(),
                        "-c",
                        settings.configurationFile().toString()),
                environment.with(Map.of()),
                nats.url(),
                nats.url(),
                SHORT_STOP);
    }

    /** PostgreSQL's process. */
    ServiceSpec postgres(FleetDatabase.Own own) {
        String address = "postgresql://" + HOST + ":" + own.port();
        return new ServiceSpec(
                Services.POSTGRES,
                Layer.POSTGRES,
                own.cluster().command(own.port(), Map.of()),
                environment.with(Map.of()),
                address,
                address,
                SHORT_STOP);
    }

    /** Where the workers find PostgreSQL. */
    FleetDatabase database() {
        return database;
    }

    ServiceSpec sandbox(World.Sandbox sandbox) throws IOException {
        String address = "http://" + HOST + ":" + ports.sandbox();
        return new ServiceSpec(
                Services.SANDBOX,
                Layer.SANDBOX,
                java(Services.SANDBOX),
                environment.with(Map.of(
                        "SANDBOX_TOKEN", sandbox.token(),
                        "SANDBOX_HOST", HOST,
                        "SANDBOX_PORT", Integer.toString(ports.sandbox()))),
                address,
                address + "/control/health",
                SHORT_STOP);
    }

    ServiceSpec provision() throws IOException {
        var own = new HashMap<>(discord());
        own.putAll(nats.environment(NatsUser.PROVISION));
        return new ServiceSpec(
                Services.PROVISION,
                Layer.PROVISION,
                java(Services.PROVISION),
                environment.with(own),
                "",
                "",
                SHORT_STOP);
    }

    /** The services that run as long as the fleet does. */
    List<ServiceSpec> services() throws IOException {
        var specs = new ArrayList<ServiceSpec>();
        for (String name : Services.LONG_RUNNING) {
            specs.add(service(name));
        }
        return specs;
    }

    private ServiceSpec service(String name) throws IOException {
        var own = new HashMap<String, String>();
        // Who does not speak to Discord does not get its token.
        if (!name.equals(Services.EVENT_WORKER)) {
            own.putAll(discord());
        }
        own.putAll(nats.environment(NatsUser.of(name)));
        if (name.equals(Services.ELIGIBILITY_WORKER) && world instanceof World.Sandbox && !environment.has("CHAINS")) {
            own.put("CHAINS", sandboxChain());
            // What a developer sets there is seen by the next check.
            own.put("CHAIN_CACHE", "0s");
        }
        if (name.equals(Services.EVENT_WORKER) || name.equals(Services.ELIGIBILITY_WORKER)) {
            own.putAll(database.settings());
        }
        // Discord must allow it to a bot, the sandbox allows it to everybody; the directory needs it.
        if (name.equals(Services.BRIDGE) && world instanceof World.Sandbox && !environment.has("DISCORD_INTENTS")) {
            own.put("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS");
        }
        own.put("OPERATIONS_PORT", Integer.toString(ports.operationsOf(name)));
        own.put("LOG_FLOW", "true");
        String address = "http://" + HOST + ":" + ports.operationsOf(name);
        return new ServiceSpec(
                name,
                name.equals(Services.BRIDGE) ? Layer.BRIDGE : Layer.WORKERS,
                java(name),
                environment.with(own),
                address,
                address + "/readyz",
                stopBudget);
    }

    /** The stub chain that every sandbox has from its start. */
    private String sandboxChain() {
        return "[{\"name\": \"sandbox\", \"chain_id\": 777777, \"endpoints\": [\"http://" + HOST + ":" + ports.sandbox()
                + "/rpc/sandbox\"]}]";
    }

    private Map<String, String> discord() {
        return switch (world) {
            case World.Sandbox sandbox ->
                Map.of(
                        "DISCORD_TOKEN",
                        sandbox.token(),
                        "DISCORD_API_URL",
                        "http://" + HOST + ":" + ports.sandbox() + "/api/v10");
            case World.Discord discord -> discord.credentials();
        };
    }

    private List<String> java(String module) throws IOException {
        return Stream.of(
                        Stream.of(installation.java().toString()),
                        installation.jvmFlagsOf(module).stream(),
                        Stream.of(
                                home.marker(), "-jar", installation.jar(module).toString()))
                .flatMap(part -> part)
                .toList();
    }
}
