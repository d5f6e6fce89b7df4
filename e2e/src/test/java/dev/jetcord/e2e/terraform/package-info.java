/** The controls that the deployment to AWS must hold, each read from its parsed configuration. */
@NullMarked
package dev.jetcord.e2e.terraform;

import org.jspecify.annotations.NullMarked;
