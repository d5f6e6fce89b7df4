/** The application commands that the bot registers. */
@NullMarked
package dev.jetcord.sandbox.command;

import org.jspecify.annotations.NullMarked;
