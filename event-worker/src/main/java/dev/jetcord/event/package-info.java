/** Keeps the directory of guilds, roles and members. */
@NullMarked
package dev.jetcord.event;

import org.jspecify.annotations.NullMarked;
