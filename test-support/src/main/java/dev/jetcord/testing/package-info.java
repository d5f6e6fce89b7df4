/** Real servers for tests, each started by one line and gone when the test ends. */
@NullMarked
package dev.jetcord.testing;

import org.jspecify.annotations.NullMarked;
