/** Checks of whole guilds, page by page. */
@NullMarked
package dev.jetcord.eligibility.sync;

import org.jspecify.annotations.NullMarked;
