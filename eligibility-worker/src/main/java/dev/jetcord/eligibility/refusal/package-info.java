/** What a user or administrator is told when a request is refused. */
@NullMarked
package dev.jetcord.eligibility.refusal;

import org.jspecify.annotations.NullMarked;
