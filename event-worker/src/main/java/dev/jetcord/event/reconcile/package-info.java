/** Reads the members of guilds of which events may have been missed, through the gateway. */
@NullMarked
package dev.jetcord.event.reconcile;

import org.jspecify.annotations.NullMarked;
