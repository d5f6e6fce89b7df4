/** What the launcher prints: steps with their time, colours where they are wanted, tables. */
@NullMarked
package dev.jetcord.launcher.terminal;

import org.jspecify.annotations.NullMarked;
