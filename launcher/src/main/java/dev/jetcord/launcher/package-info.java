/** The program behind the jetcord script. */
@NullMarked
package dev.jetcord.launcher;

import org.jspecify.annotations.NullMarked;
