@NullMarked
package dev.jetcord.eligibility.sync;

import org.jspecify.annotations.NullMarked;
