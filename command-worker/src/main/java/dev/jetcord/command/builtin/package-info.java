/** The commands that Jetcord brings along. */
@NullMarked
package dev.jetcord.command.builtin;

import org.jspecify.annotations.NullMarked;
