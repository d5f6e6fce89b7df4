/** Configuration from the environment into records: every problem reported at once, secrets masked. */
@NullMarked
package dev.jetcord.common.config;

import org.jspecify.annotations.NullMarked;
