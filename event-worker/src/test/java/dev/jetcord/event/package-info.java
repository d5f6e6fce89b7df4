@NullMarked
package dev.jetcord.event;

import org.jspecify.annotations.NullMarked;
