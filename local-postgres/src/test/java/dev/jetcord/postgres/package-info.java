@NullMarked
package dev.jetcord.postgres;

import org.jspecify.annotations.NullMarked;
