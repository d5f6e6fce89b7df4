@NullMarked
package dev.jetcord.common.eligibility;

import org.jspecify.annotations.NullMarked;
