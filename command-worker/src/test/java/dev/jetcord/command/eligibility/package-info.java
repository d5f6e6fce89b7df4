@NullMarked
package dev.jetcord.command.eligibility;

import org.jspecify.annotations.NullMarked;
