@NullMarked
package dev.jetcord.common.gate;

import org.jspecify.annotations.NullMarked;
