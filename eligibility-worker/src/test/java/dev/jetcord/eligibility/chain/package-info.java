@NullMarked
package dev.jetcord.eligibility.chain;

import org.jspecify.annotations.NullMarked;
