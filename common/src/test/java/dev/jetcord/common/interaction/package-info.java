@NullMarked
package dev.jetcord.common.interaction;

import org.jspecify.annotations.NullMarked;
