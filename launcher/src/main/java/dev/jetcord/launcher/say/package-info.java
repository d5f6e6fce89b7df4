/** Typing a command as a user of the sandbox, and showing what that user sees. */
@NullMarked
package dev.jetcord.launcher.say;

import org.jspecify.annotations.NullMarked;
