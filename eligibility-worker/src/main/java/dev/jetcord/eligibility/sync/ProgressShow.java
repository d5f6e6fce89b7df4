package dev.jetcord.eligibility.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.eligibility.SyncWords;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.grant.RoleProblems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the administrator who asked how a sync fares, by editing the command's answer, for as long as its token lives. That it
 * cannot be shown is no failure of the sync: {@code /eligibility status} shows the same. Thread-safe.
 */
public final class ProgressShow {
    private static final Logger log = LoggerFactory.getLogger(ProgressShow.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    /** Of the token's fifteen minutes; the last edit must still arrive. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(14);

    private final Database database;
    private final InteractionApi discord;
    private final Snowflake application;
    private final InstantSource clock;
    private final ConcurrentMap<Long, Instant> shown = new ConcurrentHashMap<>();

    public ProgressShow(Database database, InteractionApi discord, Snowflake application, InstantSource clock) {
        this.database = requireNonNull(database, "database");
        this.discord = requireNonNull(discord, "discord");
        this.application = requireNonNull(application, "application");
        this.clock = requireNonNull(clock, "clock");
    }

    void show(SyncRow sync) throws Exception {
        boolean finished = sync.finishedAt().isPresent();
        if (sync.token().isPresent() && sync.interaction().isPresent()) {
            Instant now = clock.instant();
            Snowflake interaction = sync.interaction().get();
            boolean alive = now.isBefore(interaction.instant().plus(TOKEN_LIFE));
            Instant last = shown.getOrDefault(sync.id(), Instant.EPOCH);
            if (alive && (finished || !now.isBefore(last.plus(BETWEEN)))) {
                shown.put(sync.id(), now);
                edit(
                        sync,
                        new InteractionReference(
                                interaction,
                                application,
                                new Secret(sync.token().get())));
            }
            if (finished || !alive) {
                database.transaction(handle -> {
                    SyncStore.forgetToken(handle, sync);
                    return true;
                });
            }
        }
        if (finished) {
            shown.remove(sync.id());
        }
    }

    private void edit(SyncRow sync, InteractionReference interaction) throws Exception {
        List<String> problems = database.transaction(handle -> RoleProblems.of(handle, sync.guild()));
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("content", SyncWords.of(sync.progress(problems)));
        message.putObject("allowed_mentions").putArray("parse");
        try {
            discord.editOriginal(interaction, message);
        } catch (DiscordException notShown) {
            log.info("the progress of {} cannot be shown: {}", sync, notShown.getMessage());
        }
    }
}
