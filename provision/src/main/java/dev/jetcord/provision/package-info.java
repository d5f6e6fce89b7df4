/** Applies the declared topology and command definitions. */
@NullMarked
package dev.jetcord.provision;

import org.jspecify.annotations.NullMarked;
