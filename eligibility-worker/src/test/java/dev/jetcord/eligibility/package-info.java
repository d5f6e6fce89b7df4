@NullMarked
package dev.jetcord.eligibility;

import org.jspecify.annotations.NullMarked;
