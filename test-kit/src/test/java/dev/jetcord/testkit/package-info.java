@NullMarked
package dev.jetcord.testkit;

import org.jspecify.annotations.NullMarked;
