package dev.jetcord.event.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an event says of a member.
 *
 * @param roles in the order of their ids, each once
 * @param joinedAt absent where Discord does not say it
 * @param bot whether the user is a bot
 */
public record MemberFacts(long userId, List<Long> roles, Optional<Instant> joinedAt, boolean bot) {
    public MemberFacts {
        requireNonNull(joinedAt, "joinedAt");
        roles = roles.stream().sorted().distinct().toList();
    }
}
