/** Reads balances from chains by JSON-RPC. What cannot be read is unknown, and never taken for nothing. */
@NullMarked
package dev.jetcord.eligibility.chain;

import org.jspecify.annotations.NullMarked;
