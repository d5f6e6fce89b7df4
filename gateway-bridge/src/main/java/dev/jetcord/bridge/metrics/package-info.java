/** What the bridge tells an operator, as Micrometer meters. */
@NullMarked
package dev.jetcord.bridge.metrics;

import org.jspecify.annotations.NullMarked;
