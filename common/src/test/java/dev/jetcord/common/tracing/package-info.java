@NullMarked
package dev.jetcord.common.tracing;

import org.jspecify.annotations.NullMarked;
