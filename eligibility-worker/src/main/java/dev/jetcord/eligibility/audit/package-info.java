/** What was done to whom, for good, and by whom it was asked. */
@NullMarked
package dev.jetcord.eligibility.audit;

import org.jspecify.annotations.NullMarked;
