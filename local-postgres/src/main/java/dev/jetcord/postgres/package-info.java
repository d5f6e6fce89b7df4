/** A PostgreSQL server of our own on this machine: its programs, its data, its process. */
@NullMarked
package dev.jetcord.postgres;

import org.jspecify.annotations.NullMarked;
