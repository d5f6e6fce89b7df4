/** Makes the secrets of a fleet that runs in containers, and hands each container those it needs. */
@NullMarked
package dev.jetcord.provision.secrets;

import org.jspecify.annotations.NullMarked;
