/**
 * Discord's REST API (v10) for virtual threads: calls that block, answer with plain values and fail with one kind of
 * exception. The only package that knows discord4j and Reactor. Interaction callbacks and interaction webhooks take a way of
 * their own: by their own token, outside the bot's global limit, within the deadline that Discord sets them.
 */
@NullMarked
package dev.jetcord.common.discord;

import org.jspecify.annotations.NullMarked;
