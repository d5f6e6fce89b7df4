package dev.jetcord.event.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.event.TestDirectory;
import dev.jetcord.event.state.StateEvent;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.Snowflakes;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.sandbox.world.World;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The sandbox's world, in which everything happens by chance, and what Discord would tell of it. Not thread-safe. */
final class RandomWorld {
    private static final int SHARDS = 2;
    private static final int MOST_GUILDS = 8;
    private static final int MOST_ROLES = 8;
    private static final int PEOPLE = 60;
    private static final int CHUNK = 7;

    private final RandomGenerator random;
    private final AtomicLong time = new AtomicLong(TestDirectory.START.toEpochMilli());
    private final InstantSource clock = () -> Instant.ofEpochMilli(time.incrementAndGet());
    private final World world;
    private final List<User> people = new ArrayList<>();
    private final long[] sequence = new long[SHARDS];
    private final List<Told> told = new ArrayList<>();
    private long epoch;
    private boolean deaf;

    RandomWorld(RandomGenerator random) {
        this.random = random;
        Bot bot = new Bot(1, new User(1, "Jetcord", "Jetcord", true), "a.b.c");
        this.world = new World(bot, new Snowflakes(clock), clock, this::tell);
        deaf = true;
        for (int i = 0; i < PEOPLE; i++) {
            people.add(world.createUser("person" + i));
        }
        for (int i = 0; i < 3; i++) {
            createGuild();
        }
        deaf = false;
        begin();
    }

    Collection<Guild> guilds() {
        return world.guilds();
    }

    InstantSource clock() {
        return clock;
    }

    /** An event, as the bridge publishes it. */
    record Told(EventEnvelope envelope, String body) {
        Received<StateEvent> received() {
            try {
                return TestDirectory.received(envelope, body.getBytes(UTF_8));
            } catch (Exception undecodable) {
                throw new IllegalStateException(envelope.type(), undecodable);
            }
        }
    }

    /** What was told since it was asked last. */
    List<Told> take() {
        List<Told> taken = new ArrayList<>(told);
        told.clear();
        return taken;
    }

    /** Something happens. */
    void step() {
        int chance = random.nextInt(1000);
        if (chance < 3) {
            loseSession();
        } else if (chance < 8) {
            createGuild();
        } else if (chance < 12) {
            anyGuild().ifPresent(guild -> world.removeGuild(guild.id()));
        } else if (chance < 20) {
            anyGuild().ifPresent(this::suffer);
        } else if (chance < 30) {
            anyGuild().ifPresent(guild -> tell(Dispatch.of("GUILD_UPDATE", guild.id(), guild.toJson())));
        } else {
            anyGuild().ifPresent(guild -> inside(guild, chance));
        }
    }

    private void inside(Guild guild, int chance) {
        if (chance < 80) {
            changeRoles(guild);
        } else if (chance < 350) {
            world.addMember(guild, person(), someRole(guild).map(Set::of).orElse(Set.of()), Optional.empty());
        } else if (chance < 550) {
            anyOf(guild.members())
                    .filter(member -> !member.user().bot())
                    .ifPresent(member -> world.removeMember(guild, member.user().id()));
        } else {
            anyOf(guild.members())
                    .ifPresent(member -> someRole(guild)
                            .ifPresent(role -> world.changeRole(
                                    guild,
                                    member.user().id(),
                                    role,
                                    !member.roles().contains(role))));
        }
    }

    private void changeRoles(Guild guild) {
        if (guild.roles().size() < MOST_ROLES && random.nextBoolean()) {
            world.createRole(guild, "role", 0);
        } else {
            someRole(guild).ifPresent(role -> world.removeRole(guild, role));
        }
    }

    /** All members of a guild, in chunks with a nonce (Discord, "Guild Members Chunk"). */
    Optional<String> requestMembers(long id, String nonce) {
        Optional<Guild> guild = world.guild(id);
        if (guild.isEmpty()) {
            return Optional.of("the bot is not in it");
        }
        List<Member> all = List.copyOf(guild.get().members());
        int chunks = Math.ceilDiv(all.size(), CHUNK);
        for (int chunk = 0; chunk < chunks; chunk++) {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("guild_id", Long.toString(id))
                    .put("chunk_index", chunk)
                    .put("chunk_count", chunks)
                    .put("nonce", nonce);
            ArrayNode members = body.putArray("members");
            all.subList(chunk * CHUNK, Math.min(all.size(), (chunk + 1) * CHUNK))
                    .forEach(member -> members.add(member.toJson()));
            tell(Dispatch.of("GUILD_MEMBERS_CHUNK", id, body));
        }
        return Optional.empty();
    }

    private void suffer(Guild guild) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", Long.toString(guild.id()))
                .put("unavailable", true);
        tell(Dispatch.of("GUILD_DELETE", guild.id(), body));
        tell(Dispatch.of("GUILD_CREATE", guild.id(), created(guild)));
    }

    private void createGuild() {
        if (world.guilds().size() < MOST_GUILDS) {
            List<User> first = people.subList(0, 1 + random.nextInt(PEOPLE - 1));
            world.createGuild(OptionalLong.empty(), "Guild", first);
        }
    }

    /** Whatever happens meanwhile is told by nobody. */
    private void loseSession() {
        if (random.nextBoolean()) {
            for (int shard = 0; shard < SHARDS; shard++) {
                tell("dev.jetcord.session_lost.v1", shard, Optional.empty(), "{}", "lost");
            }
        }
        deaf = true;
        for (int i = random.nextInt(20); i > 0; i--) {
            step();
        }
        deaf = false;
        begin();
    }

    private void begin() {
        if (deaf) {
            return;
        }
        epoch++;
        for (int shard = 0; shard < SHARDS; shard++) {
            sequence[shard] = 0;
            ObjectNode ready = JsonNodeFactory.instance.objectNode();
            ready.putObject("user").put("id", "1");
            ArrayNode guilds = ready.putArray("guilds");
            for (Guild guild : world.guilds()) {
                if (shard(guild.id()) == shard) {
                    guilds.addObject().put("id", Long.toString(guild.id())).put("unavailable", true);
                }
            }
            tell("com.discord.ready.v10", shard, Optional.empty(), ready.toString(), "");
        }
        for (Guild guild : world.guilds()) {
            tell(Dispatch.of("GUILD_CREATE", guild.id(), created(guild)));
        }
    }

    private ObjectNode created(Guild guild) {
        // With presences, all members of a small guild come; without, the bot alone.
        return guild.toGuildCreate(guild.toldMembers(1, random.nextInt(4) == 0, 250), 250);
    }

    private void tell(Dispatch dispatch) {
        if (!deaf) {
            tell(
                    "com.discord." + dispatch.event().toLowerCase(Locale.ROOT) + ".v10",
                    shard(dispatch.guild().orElseThrow()),
                    Optional.of(new Snowflake(dispatch.guild().orElseThrow())),
                    new String(dispatch.data(), UTF_8),
                    "");
        }
    }

    private void tell(String type, int shard, Optional<Snowflake> guild, String body, String suffix) {
        if (deaf) {
            return;
        }
        Version version = new Version(epoch, suffix.isEmpty() ? ++sequence[shard] : sequence[shard]);
        String session = "s" + shard + '-' + epoch;
        EventEnvelope envelope = new EventEnvelope(
                MessageIds.forDispatch(session, version.sequence()) + suffix,
                "/shards/" + shard + '/' + SHARDS,
                type,
                clock.instant(),
                guild,
                Optional.of(session),
                version,
                Optional.empty());
        told.add(new Told(envelope, body));
    }

    private static int shard(long guild) {
        return (int) ((guild >> 22) % SHARDS);
    }

    private User person() {
        return people.get(random.nextInt(PEOPLE));
    }

    private Optional<Guild> anyGuild() {
        return anyOf(world.guilds());
    }

    private Optional<Long> someRole(Guild guild) {
        return anyOf(guild.roles().stream()
                .filter(role -> role.id() != guild.id() && !role.managed())
                .map(Role::id)
                .toList());
    }

    private <T> Optional<T> anyOf(Collection<T> all) {
        return all.isEmpty()
                ? Optional.empty()
                : all.stream().skip(random.nextInt(all.size())).findFirst();
    }
}
