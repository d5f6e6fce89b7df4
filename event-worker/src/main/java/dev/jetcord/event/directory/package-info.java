/** The directory itself: the tables of schema {@code directory}, and how events change them. */
@NullMarked
package dev.jetcord.event.directory;

import org.jspecify.annotations.NullMarked;
