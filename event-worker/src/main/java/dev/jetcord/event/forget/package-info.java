/** Forgets guilds that the bot was removed from, users who ask, and tombstones that are no longer needed. */
@NullMarked
package dev.jetcord.event.forget;

import org.jspecify.annotations.NullMarked;
