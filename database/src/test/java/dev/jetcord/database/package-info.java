@NullMarked
package dev.jetcord.database;

import org.jspecify.annotations.NullMarked;
