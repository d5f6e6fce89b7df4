/** The rules of guilds. */
@NullMarked
package dev.jetcord.eligibility.rulebook;

import org.jspecify.annotations.NullMarked;
