@NullMarked
package dev.jetcord.eligibility.check;

import org.jspecify.annotations.NullMarked;
