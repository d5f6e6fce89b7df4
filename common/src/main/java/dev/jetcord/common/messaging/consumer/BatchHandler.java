package dev.jetcord.common.messaging.consumer;

import java.util.List;

/** A worker's own work on many messages at once. Called on several threads at once, each a virtual one that may block. */
@FunctionalInterface
public interface BatchHandler<T> {
    /**
     * Handles messages in the order in which they are given; those of one key keep the order of the stream.
     *
     * <p>An exception counts as a passing failure of each of them. A message that comes again is handed over alone, so that
     * one which always fails does not take others with it.
     *
     * @param messages at least one, at most the batch's size
     * @return an outcome for each message, in the same order
     */
    List<Outcome> handle(List<Received<T>> messages) throws Exception;
}
