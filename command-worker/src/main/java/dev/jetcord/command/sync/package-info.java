/** Keeps the commands that Discord has registered in step with ours, without touching those of others. */
@NullMarked
package dev.jetcord.command.sync;

import org.jspecify.annotations.NullMarked;
