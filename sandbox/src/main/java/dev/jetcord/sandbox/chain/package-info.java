/** Stub chains: as much of an Ethereum node's JSON-RPC as it takes to read balances, over a state that is set by hand. */
@NullMarked
package dev.jetcord.sandbox.chain;

import org.jspecify.annotations.NullMarked;
