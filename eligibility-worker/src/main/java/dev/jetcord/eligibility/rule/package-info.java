/** What a rule asks of a member: an expression, its JSON, and its evaluation in three values. Does no I/O. */
@NullMarked
package dev.jetcord.eligibility.rule;

import org.jspecify.annotations.NullMarked;
