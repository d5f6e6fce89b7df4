/** Giving and taking roles: each change is decided once, written down first, and done at Discord. */
@NullMarked
package dev.jetcord.eligibility.grant;

import org.jspecify.annotations.NullMarked;
