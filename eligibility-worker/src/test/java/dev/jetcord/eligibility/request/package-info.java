@NullMarked
package dev.jetcord.eligibility.request;

import org.jspecify.annotations.NullMarked;
