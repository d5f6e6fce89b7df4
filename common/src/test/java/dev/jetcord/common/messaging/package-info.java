@NullMarked
package dev.jetcord.common.messaging;

import org.jspecify.annotations.NullMarked;
