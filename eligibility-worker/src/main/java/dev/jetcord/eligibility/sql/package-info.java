/** How ids and times stand in the database. */
@NullMarked
package dev.jetcord.eligibility.sql;

import org.jspecify.annotations.NullMarked;
