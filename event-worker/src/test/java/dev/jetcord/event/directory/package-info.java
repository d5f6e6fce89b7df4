@NullMarked
package dev.jetcord.event.directory;

import org.jspecify.annotations.NullMarked;
