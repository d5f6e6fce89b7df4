@NullMarked
package dev.jetcord.common.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
