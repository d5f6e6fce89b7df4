@NullMarked
package dev.jetcord.common.discord;

import org.jspecify.annotations.NullMarked;
