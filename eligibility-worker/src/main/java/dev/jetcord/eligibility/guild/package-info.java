/** What the directory knows of guilds, and which roles the bot may give there. */
@NullMarked
package dev.jetcord.eligibility.guild;

import org.jspecify.annotations.NullMarked;
