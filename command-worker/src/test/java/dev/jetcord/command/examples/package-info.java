@NullMarked
package dev.jetcord.command.examples;

import org.jspecify.annotations.NullMarked;
