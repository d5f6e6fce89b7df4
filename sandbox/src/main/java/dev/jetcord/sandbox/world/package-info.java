/** What exists in the local Discord: its bot, guilds, channels, roles, members and messages. */
@NullMarked
package dev.jetcord.sandbox.world;

import org.jspecify.annotations.NullMarked;
