/** Interactions: what a user did, read from Discord's payload, and what the user is told, by Discord's rules. */
@NullMarked
package dev.jetcord.common.interaction;

import org.jspecify.annotations.NullMarked;
