/** What the gateway sent, to which session, and whether a client could have seen it. */
@NullMarked
package dev.jetcord.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
