@NullMarked
package dev.jetcord.common.directory;

import org.jspecify.annotations.NullMarked;
