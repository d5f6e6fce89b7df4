@NullMarked
package dev.jetcord.common.wire;

import org.jspecify.annotations.NullMarked;
