@NullMarked
package dev.jetcord.command.worker;

import org.jspecify.annotations.NullMarked;
