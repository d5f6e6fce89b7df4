/** The JSON of what services say to each other. */
@NullMarked
package dev.jetcord.common.json;

import org.jspecify.annotations.NullMarked;
