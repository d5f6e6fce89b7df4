package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryNews;
import dev.jetcord.common.directory.DirectoryNews.GuildJoined;
import dev.jetcord.common.directory.DirectoryNews.GuildLeft;
import dev.jetcord.common.directory.DirectoryNews.MemberJoined;
import dev.jetcord.common.directory.DirectoryNews.MemberLeft;
import dev.jetcord.common.directory.DirectoryNews.MemberRolesChanged;
import dev.jetcord.common.eligibility.CheckReason;
import dev.jetcord.common.eligibility.CheckRequest;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.event.outbox.OutgoingMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what a batch's changes cause: news, and checks of members whom a guild's rules concern. Not thread-safe. */
final class Causes {
    private final Map<Long, Set<Long>> rules;
    private final List<OutgoingMessage> messages = new ArrayList<>();

    /** @param rules the roles that the rules of each guild depend on; a guild without rules is not in it */
    Causes(Map<Long, Set<Long>> rules) {
        this.rules = Map.copyOf(rules);
    }

    List<OutgoingMessage> messages() {
        return List.copyOf(messages);
    }

    void guildJoined(GuildRow guild, EventEnvelope cause) {
        news(new GuildJoined(new Snowflake(guild.id()), guild.name), cause);
    }

    void guildLeft(long guild, EventEnvelope cause) {
        news(new GuildLeft(new Snowflake(guild)), cause);
    }

    /** @param listed whether the member was found in a list rather than announced */
    void memberJoined(MemberRow member, EventEnvelope cause, boolean listed) {
        news(
                new MemberJoined(guild(member), user(member), ids(member.roles()), member.joinedAt(), member.bot()),
                cause);
        if (rules.containsKey(member.key().guildId())) {
            check(member, listed ? CheckReason.RECONCILE : CheckReason.MEMBER_JOINED, cause);
        }
    }

    void memberLeft(long guild, long user, EventEnvelope cause) {
        news(new MemberLeft(new Snowflake(guild), new Snowflake(user)), cause);
    }

    /** @param live the roles that the guild has */
    void rolesChanged(MemberRow before, MemberRow now, Set<Long> live, EventEnvelope cause, boolean listed) {
        List<Long> added = without(now.roles(), before.roles());
        List<Long> removed = without(before.roles(), now.roles()).stream()
                .filter(live::contains)
                .toList();
        if (added.isEmpty() && removed.isEmpty()) {
            return;
        }
        news(new MemberRolesChanged(guild(now), user(now), ids(added), ids(removed), ids(now.roles())), cause);
        Set<Long> concerned = rules.getOrDefault(now.key().guildId(), Set.of());
        if (added.stream().anyMatch(concerned::contains) || removed.stream().anyMatch(concerned::contains)) {
            check(now, listed ? CheckReason.RECONCILE : CheckReason.MEMBER_ROLES_CHANGED, cause);
        }
    }

    private void news(DirectoryNews news, EventEnvelope cause) {
        messages.add(OutgoingMessage.of(news, cause));
    }

    private void check(MemberRow member, CheckReason reason, EventEnvelope cause) {
        messages.add(OutgoingMessage.of(
                new CheckRequest(guild(member), user(member), reason, Optional.of(ids(member.roles()))),
                requireNonNull(cause, "cause")));
    }

    private static List<Long> without(List<Long> roles, List<Long> others) {
        return roles.stream().filter(role -> !others.contains(role)).toList();
    }

    private static List<Snowflake> ids(Collection<Long> ids) {
        return ids.stream().map(Snowflake::new).toList();
    }

    private static Snowflake guild(MemberRow member) {
        return new Snowflake(member.key().guildId());
    }

    private static Snowflake user(MemberRow member) {
        return new Snowflake(member.key().userId());
    }
}
