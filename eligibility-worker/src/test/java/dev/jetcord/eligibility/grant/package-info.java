@NullMarked
package dev.jetcord.eligibility.grant;

import org.jspecify.annotations.NullMarked;
