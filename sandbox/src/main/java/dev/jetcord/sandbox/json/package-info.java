/** JSON trees as Discord writes them: snowflakes are strings. */
@NullMarked
package dev.jetcord.sandbox.json;

import org.jspecify.annotations.NullMarked;
