/** Discord's REST API, version 10. */
@NullMarked
package dev.jetcord.sandbox.rest;

import org.jspecify.annotations.NullMarked;
