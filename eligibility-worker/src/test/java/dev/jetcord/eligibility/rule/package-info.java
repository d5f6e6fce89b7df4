@NullMarked
package dev.jetcord.eligibility.rule;

import org.jspecify.annotations.NullMarked;
