package dev.jetcord.event.directory;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what a batch's changes cause: news, and checks of members whom a guild's rules concern. Not thread-safe. */
final class Causes {
    private final Map<Long, Set<Long>> rules;
    private final List<OutgoingMessage> messages = new ArrayList<>();
    private final Set<String> checks = new HashSet<>();

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
            check(member, member.roles(), listed ? CheckReason.RECONCILE : CheckReason.MEMBER_JOINED, cause);
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
            check(now, now.roles(), listed ? CheckReason.RECONCILE : CheckReason.MEMBER_ROLES_CHANGED, cause);
        }
    }

    /** Those of the roles that the guild's rules depend on. */
    Set<Long> concerned(long guild, Set<Long> roles) {
        Set<Long> concerned = new TreeSet<>(roles);
        concerned.retainAll(rules.getOrDefault(guild, Set.of()));
        return concerned;
    }

    /** The member had roles that rules depend on and that are deleted. */
    void rolesDeleted(MemberRow member, Set<Long> deleted, EventEnvelope cause) {
        check(member, without(member.roles(), deleted), CheckReason.MEMBER_ROLES_CHANGED, cause);
    }

    private void news(DirectoryNews news, EventEnvelope cause) {
        messages.add(OutgoingMessage.of(news, cause));
    }

    /** Once a cause and member: a list can say more than one thing of the same one. */
    private void check(MemberRow member, List<Long> roles, CheckReason reason, EventEnvelope cause) {
        OutgoingMessage check = OutgoingMessage.of(
                new CheckRequest(guild(member), user(member), reason, Optional.of(ids(roles))), cause);
        if (checks.add(check.envelope().id())) {
            messages.add(check);
        }
    }

    private static List<Long> without(List<Long> roles, Collection<Long> others) {
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
