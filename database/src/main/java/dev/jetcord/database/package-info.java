/** A service's PostgreSQL: its settings, pool and schema, and which failures pass. */
@NullMarked
package dev.jetcord.database;

import org.jspecify.annotations.NullMarked;
