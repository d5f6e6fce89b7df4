/** What a command is made of: all that its author needs. */
@NullMarked
package dev.jetcord.command;

import org.jspecify.annotations.NullMarked;
