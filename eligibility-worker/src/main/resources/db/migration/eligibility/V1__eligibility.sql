-- Discord's ids are unsigned 64-bit numbers, kept in bigint by their bits. Times are the database's own, which all instances share.

CREATE TABLE rules (
    guild_id   bigint      NOT NULL,
    name       text        NOT NULL,
    role_id    bigint      NOT NULL,
    expression text        NOT NULL,
    enabled    boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX rules_by_name ON rules (guild_id, lower(name));

-- A guild that has or had rules. published: whether bucket `rules` is known to say what the rules depend on. gone_since: when a
-- sync first found that the bot is not in it.
CREATE TABLE guilds (
    guild_id     bigint      PRIMARY KEY,
    next_sync_at timestamptz NOT NULL,
    published    boolean     NOT NULL DEFAULT false,
    gone_since   timestamptz
);

-- One address belongs to one user at a time.
CREATE TABLE wallets (
    address   text        PRIMARY KEY,
    user_id   bigint      NOT NULL,
    linked_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX wallets_of_user ON wallets (user_id);

-- Texts that were given to be signed. The row goes with its use.
CREATE TABLE nonces (
    nonce      text        PRIMARY KEY,
    user_id    bigint      NOT NULL,
    message    text        NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX nonces_of_user ON nonces (user_id);
CREATE INDEX nonces_by_expiry ON nonces (expires_at);

-- What we gave, and what is being given or taken: the state is written before Discord is asked, so that a crash leaves a row
-- to go on from. decided_at is when the facts were read; an older decision changes nothing.
CREATE TABLE grants (
    guild_id   bigint      NOT NULL,
    user_id    bigint      NOT NULL,
    role_id    bigint      NOT NULL,
    state      text        NOT NULL CHECK (state IN ('granting', 'granted', 'removing', 'removed')),
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (guild_id, user_id, role_id)
);
CREATE INDEX grants_of_role ON grants (guild_id, role_id);
CREATE INDEX grants_of_user ON grants (user_id);
CREATE INDEX grants_removed ON grants (decided_at) WHERE state = 'removed';

-- Checks to come. A change that asks for one writes it here, in its own transaction, and the scheduler publishes it.
CREATE TABLE schedule (
    guild_id bigint      NOT NULL,
    user_id  bigint      NOT NULL,
    due_at   timestamptz NOT NULL,
    reason   text        NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX schedule_by_time ON schedule (due_at);
CREATE INDEX schedule_of_user ON schedule (user_id);

-- Whole guilds that are, or were, checked. after_user and page are where it goes on; interaction_token is the right to show
-- progress and is removed when it is over.
CREATE TABLE syncs (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id          bigint      NOT NULL,
    started_at        timestamptz NOT NULL DEFAULT now(),
    touched_at        timestamptz NOT NULL DEFAULT 'epoch',
    finished_at       timestamptz,
    page              integer     NOT NULL DEFAULT 0,
    after_user        bigint,
    total             bigint,
    checked           bigint      NOT NULL DEFAULT 0,
    granted           bigint      NOT NULL DEFAULT 0,
    removed           bigint      NOT NULL DEFAULT 0,
    unknown           bigint      NOT NULL DEFAULT 0,
    interaction_id    bigint,
    interaction_token text
);
CREATE UNIQUE INDEX syncs_running ON syncs (guild_id) WHERE finished_at IS NULL;
CREATE INDEX syncs_of_guild ON syncs (guild_id, id);

-- What keeps a role from being given or taken, for the guild's administrators. After Discord has refused, it is not asked
-- again before refused_until.
CREATE TABLE problems (
    guild_id bigint      NOT NULL,
    role_id  bigint      NOT NULL,
    problem  text        NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    last_at  timestamptz NOT NULL DEFAULT now(),
    refused_until timestamptz,
    PRIMARY KEY (guild_id, role_id)
);

-- Requests that had their effect, with what was replied, so that the same one is answered alike.
CREATE TABLE processed (
    message_id   text        PRIMARY KEY,
    user_id      bigint      NOT NULL,
    reply        bytea       NOT NULL,
    processed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX processed_by_time ON processed (processed_at);
CREATE INDEX processed_of_user ON processed (user_id);

-- Who is meant in the audit trail. Without this row nobody can tell: so a user is forgotten and the trail stays whole.
CREATE TABLE subjects (
    user_id bigint PRIMARY KEY,
    subject uuid   NOT NULL UNIQUE DEFAULT gen_random_uuid()
);

CREATE TABLE audit (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    action   text        NOT NULL,
    guild_id bigint,
    subject  uuid,
    role_id  bigint,
    detail   text        NOT NULL DEFAULT ''
);
CREATE INDEX audit_of_guild ON audit (guild_id, id);
CREATE INDEX audit_of_subject ON audit (subject, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_not_truncated BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
