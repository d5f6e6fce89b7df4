@NullMarked
package dev.jetcord.command.sync;

import org.jspecify.annotations.NullMarked;
