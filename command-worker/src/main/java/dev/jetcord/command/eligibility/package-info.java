/** Wallets, rules and checks, for members and administrators. What is behind them runs in the eligibility worker. */
@NullMarked
package dev.jetcord.command.eligibility;

import org.jspecify.annotations.NullMarked;
