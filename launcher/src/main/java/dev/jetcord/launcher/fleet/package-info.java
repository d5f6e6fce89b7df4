/**
 * The fleet on this machine: what it is made of, how its processes are started, waited for, found again and stopped. What
 * runs is written down in the launcher's home, so that any later launcher finds it, however the first one ended.
 */
@NullMarked
package dev.jetcord.launcher.fleet;

import org.jspecify.annotations.NullMarked;
