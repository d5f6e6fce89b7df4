@NullMarked
package dev.jetcord.common.service;

import org.jspecify.annotations.NullMarked;
