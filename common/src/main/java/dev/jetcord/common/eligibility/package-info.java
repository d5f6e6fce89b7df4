/**
 * What services say to the eligibility worker and hear from it: checks to make, and questions with their replies. All of it is
 * JSON with names in snake_case and ids as decimal strings.
 */
@NullMarked
package dev.jetcord.common.eligibility;

import org.jspecify.annotations.NullMarked;
