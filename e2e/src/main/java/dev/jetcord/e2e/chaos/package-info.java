/**
 * The faults behind {@code ./jetcord chaos}: real processes under a steady load are killed, frozen and cut off, and the
 * sandbox's ledger of every dispatch it sent is held against what the streams have stored.
 */
@NullMarked
package dev.jetcord.e2e.chaos;

import org.jspecify.annotations.NullMarked;
