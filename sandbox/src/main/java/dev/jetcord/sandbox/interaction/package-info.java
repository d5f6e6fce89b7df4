/** Interactions: what a user does, what the bot may answer, and what the user sees. */
@NullMarked
package dev.jetcord.sandbox.interaction;

import org.jspecify.annotations.NullMarked;
