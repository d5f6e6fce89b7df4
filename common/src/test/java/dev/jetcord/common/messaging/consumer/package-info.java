@NullMarked
package dev.jetcord.common.messaging.consumer;

import org.jspecify.annotations.NullMarked;
