@NullMarked
package dev.jetcord.command;

import org.jspecify.annotations.NullMarked;
