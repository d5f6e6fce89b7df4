/** Wallets that users have proved to be theirs. */
@NullMarked
package dev.jetcord.eligibility.wallet;

import org.jspecify.annotations.NullMarked;
