/** The wire contract: subjects, CloudEvents headers, message ids and versions. Knows nothing of NATS's client. */
@NullMarked
package dev.jetcord.common.wire;

import org.jspecify.annotations.NullMarked;
