package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.Settlement;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.ShardNotice;

/** Hears what shards do. Thread-safe; its methods must not block. */
public interface ShardObserver {
    void noticed(int shard, ShardNotice notice);

    void received(int shard, int wireBytes);

    void settled(int shard, OutgoingEvent event, Settlement settlement);

    /** The bot cannot run like this. */
    void failed(int shard, Fatality fatality);
}
