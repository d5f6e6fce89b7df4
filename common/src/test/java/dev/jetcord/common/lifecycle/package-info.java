@NullMarked
package dev.jetcord.common.lifecycle;

import org.jspecify.annotations.NullMarked;
