-- What exists: guilds, roles and members as the gateway's events say.
--
-- A version is (epoch, sequence), the order of truth within a shard. Every fact keeps the version that said it and gives way
-- only to a newer one, so the state is the same whatever the order and number of deliveries.

CREATE TABLE guild (
    id bigint PRIMARY KEY,
    -- The newest event that said: it exists. Name and owner are of this version.
    seen_epoch bigint NOT NULL DEFAULT 0,
    seen_sequence bigint NOT NULL DEFAULT 0,
    name text NOT NULL DEFAULT '',
    owner_id bigint NOT NULL DEFAULT 0,
    -- The newest GUILD_CREATE.
    created_epoch bigint NOT NULL DEFAULT 0,
    created_sequence bigint NOT NULL DEFAULT 0,
    joined_at timestamptz,
    member_count integer NOT NULL DEFAULT 0,
    -- The newest event that said: the bot is not in it. Whatever is older is of no account.
    left_epoch bigint NOT NULL DEFAULT 0,
    left_sequence bigint NOT NULL DEFAULT 0,
    left_at timestamptz,
    -- When what was older than that was removed for good.
    cleared_at timestamptz,
    -- Whether Discord has an outage there.
    available boolean NOT NULL DEFAULT true,
    available_epoch bigint NOT NULL DEFAULT 0,
    available_sequence bigint NOT NULL DEFAULT 0,
    -- The newest complete lists. A role or member that is older is gone.
    roles_epoch bigint NOT NULL DEFAULT 0,
    roles_sequence bigint NOT NULL DEFAULT 0,
    members_epoch bigint NOT NULL DEFAULT 0,
    members_sequence bigint NOT NULL DEFAULT 0,
    -- The newest point at which events may have been missed: an older list of members is not complete.
    stale_epoch bigint NOT NULL DEFAULT 0,
    stale_sequence bigint NOT NULL DEFAULT 0,
    -- The request for all members that is under way, and what has come of it.
    request_nonce text,
    requested_at timestamptz,
    request_epoch bigint NOT NULL DEFAULT 0,
    request_sequence bigint NOT NULL DEFAULT 0,
    request_chunks integer[] NOT NULL DEFAULT '{}',
    -- The shard that spoke of it last.
    shard_id integer NOT NULL DEFAULT 0,
    shard_count integer NOT NULL DEFAULT 1
);

-- Guilds whose members are to be read.
CREATE INDEX guild_incomplete ON guild (shard_count, shard_id)
    WHERE (seen_epoch, seen_sequence) > (left_epoch, left_sequence)
        AND ((members_epoch, members_sequence) <= (stale_epoch, stale_sequence)
            OR (members_epoch, members_sequence) <= (left_epoch, left_sequence));
CREATE INDEX guild_left ON guild (left_at) WHERE left_at IS NOT NULL;

CREATE TABLE role (
    guild_id bigint NOT NULL,
    id bigint NOT NULL,
    epoch bigint NOT NULL,
    sequence bigint NOT NULL,
    -- False for a tombstone.
    here boolean NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    managed boolean NOT NULL,
    permissions text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (guild_id, id)
);
CREATE INDEX role_tombstone ON role (changed_at) WHERE NOT here;

CREATE TABLE member (
    guild_id bigint NOT NULL,
    user_id bigint NOT NULL,
    epoch bigint NOT NULL,
    sequence bigint NOT NULL,
    -- False for a tombstone, which holds no roles.
    here boolean NOT NULL,
    -- Also those that the guild has no more: Discord says so of the role, not of each member.
    roles bigint[] NOT NULL,
    joined_at timestamptz,
    bot boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX member_tombstone ON member (changed_at) WHERE NOT here;
CREATE INDEX member_user ON member (user_id);

-- What each shard's sessions said of the guilds they have.
CREATE TABLE shard_session (
    shard_id integer NOT NULL,
    shard_count integer NOT NULL,
    -- The newest READY and its list of guilds: a guild that is not in it was left, unless a newer event speaks of it.
    ready_epoch bigint NOT NULL DEFAULT 0,
    ready_sequence bigint NOT NULL DEFAULT 0,
    guilds bigint[] NOT NULL DEFAULT '{}',
    bot_id bigint NOT NULL DEFAULT 0,
    -- The newest of READY and of losses of a session.
    stale_epoch bigint NOT NULL DEFAULT 0,
    stale_sequence bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (shard_count, shard_id)
);

-- Since when events are known, by the time in the first one: a guild that was joined earlier is no news.
CREATE TABLE beginning (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    since timestamptz NOT NULL
);

-- What a change causes, published after its transaction.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream text NOT NULL,
    subject text NOT NULL,
    message_id text NOT NULL,
    type text NOT NULL,
    guild_id bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    session text,
    epoch bigint NOT NULL,
    sequence bigint NOT NULL,
    traceparent text,
    body text NOT NULL
);
CREATE INDEX outbox_stream ON outbox (stream, id);

-- Users who asked to be forgotten, kept for as long as an event from before may still come.
CREATE TABLE forgotten (
    user_id bigint PRIMARY KEY,
    asked_at timestamptz NOT NULL DEFAULT now(),
    letters_dropped_at timestamptz
);
