/** Decides who is eligible for a role. */
@NullMarked
package dev.jetcord.eligibility;

import org.jspecify.annotations.NullMarked;
