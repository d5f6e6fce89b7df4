@NullMarked
package dev.jetcord.provision;

import org.jspecify.annotations.NullMarked;
