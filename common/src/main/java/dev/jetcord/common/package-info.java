/** What every service shares. */
@NullMarked
package dev.jetcord.common;

import org.jspecify.annotations.NullMarked;
