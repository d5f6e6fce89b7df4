/** A service's PostgreSQL: its settings, pool and schema, which failures pass, and work that is done on it again and again. */
@NullMarked
package dev.jetcord.database;

import org.jspecify.annotations.NullMarked;
