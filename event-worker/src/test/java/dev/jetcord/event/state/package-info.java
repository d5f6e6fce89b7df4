@NullMarked
package dev.jetcord.event.state;

import org.jspecify.annotations.NullMarked;
