/** What every service's {@code Main} does alike: common configuration, start, a consumer bound to its process. */
@NullMarked
package dev.jetcord.common.service;

import org.jspecify.annotations.NullMarked;
