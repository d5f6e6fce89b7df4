@NullMarked
package dev.jetcord.eligibility.wallet;

import org.jspecify.annotations.NullMarked;
