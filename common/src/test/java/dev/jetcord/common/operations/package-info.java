@NullMarked
package dev.jetcord.common.operations;

import org.jspecify.annotations.NullMarked;
