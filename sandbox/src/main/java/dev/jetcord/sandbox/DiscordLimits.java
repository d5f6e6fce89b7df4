package dev.jetcord.sandbox;

import java.time.Duration;

/**
 * Every figure that the sandbox enforces, with its source. Sections are those of Discord's API documentation, version 10,
 * August 2026. A figure that Discord does not publish is marked as chosen here.
 */
public final class DiscordLimits {

    /** The only gateway and REST version served. Reference, API Versioning. */
    public static final int API_VERSION = 10;

    /** Gateway, Sending Heartbeats: the example's interval, which is also what Discord sends today. */
    public static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(41_250);

    /**
     * A client that sends no heartbeat for this long is closed with 4009. Gateway, Heartbeat Interval says only that
     * there is tolerance; chosen here: one interval beyond the one that is due.
     */
    public static final Duration HEARTBEAT_TIMEOUT = HEARTBEAT_INTERVAL.multipliedBy(2);

    /** How long a connection may stay open without IDENTIFY or RESUME. Not published; chosen here. */
    public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

    /** How long a client may take to answer a close before it is cut off. Not published; chosen here. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long a session lives without a connection. Gateway, Initiating a Disconnect: "a few minutes"; chosen: 3. */
    public static final Duration SESSION_LIFE = Duration.ofMinutes(3);

    /** Dispatches a session keeps for RESUME. Not published; chosen here. */
    public static final int REPLAY_DISPATCHES = 50_000;

    /** Bytes of dispatches a session keeps for RESUME. Not published; chosen here. */
    public static final long REPLAY_BYTES = 64L << 20;

    /**
     * Bytes of dispatches that may wait for a slow client before it is cut off. Not published; chosen here below
     * {@link #REPLAY_BYTES}, so that what waited is still there when the client resumes.
     */
    public static final long OUTGOING_BYTES = 48L << 20;

    /** Dispatches that may wait for a slow client before it is cut off. Not published; chosen here for the same reason. */
    public static final int OUTGOING_DISPATCHES = 40_000;

    /** Gateway, Rate Limiting: events a client may send on a connection within {@link #SEND_WINDOW}. */
    public static final int SENDS = 120;

    /** Gateway, Rate Limiting. */
    public static final Duration SEND_WINDOW = Duration.ofSeconds(60);

    /** Gateway, Sending Events: the largest payload a client may send, in bytes. */
    public static final int SEND_BYTES = 4096;

    /** Gateway, Identifying: IDENTIFY calls within {@link #IDENTIFY_WINDOW}, over all shards. */
    public static final int IDENTIFIES = 1000;

    /** Gateway, Identifying. */
    public static final Duration IDENTIFY_WINDOW = Duration.ofHours(24);

    /** Gateway, Sharding for Large Bots: with more guilds than this the day's identifies grow with them. */
    public static final int LARGE_BOT_GUILDS = 150_000;

    /** Gateway, Sharding: identifies of one concurrency bucket within this time: one. */
    public static final Duration IDENTIFY_PERIOD = Duration.ofSeconds(5);

    /** Gateway, Session Start Limit Object: what a bot of ordinary size gets. */
    public static final int MAX_CONCURRENCY = 1;

    /** Gateway, Sharding: the most guilds a shard may serve. */
    public static final int GUILDS_PER_SHARD = 2500;

    /** Gateway, Get Gateway Bot recommends about one shard for this many guilds. Not published; as observed. */
    public static final int GUILDS_PER_RECOMMENDED_SHARD = 1000;

    /** Gateway Events, Identify Structure: the default of {@code large_threshold}, members. */
    public static final int LARGE_THRESHOLD = 50;

    /** Gateway Events, Identify Structure: the largest {@code large_threshold}. */
    public static final int LARGE_THRESHOLD_MAXIMUM = 250;

    /** Gateway Events, Request Guild Members: members of a chunk. */
    public static final int CHUNK_MEMBERS = 1000;

    /** Gateway Events, Request Guild Members: members for a prefix, and user ids of a request. */
    public static final int REQUESTED_MEMBERS = 100;

    /** Gateway Events, Request Guild Members: the longest nonce, in bytes. */
    public static final int NONCE_BYTES = 32;

    /** Change log, rate limit when requesting all guild members: once a guild within this time. */
    public static final Duration ALL_MEMBERS_PERIOD = Duration.ofSeconds(30);

    /** Receiving and Responding, Interaction Callback: the time for the first response. */
    public static final Duration FIRST_RESPONSE = Duration.ofSeconds(3);

    /** Receiving and Responding, Interaction Callback: the life of an interaction token. */
    public static final Duration INTERACTION_TOKEN_LIFE = Duration.ofMinutes(15);

    /** Receiving and Responding, Autocomplete; Application Commands, Option Structure: the most choices. */
    public static final int CHOICES = 25;

    /** Application Commands, Option Choice Structure: characters of a choice's name and of its string value. */
    public static final int CHOICE_CHARACTERS = 100;

    /** Receiving and Responding, Modal: characters of a {@code custom_id}. */
    public static final int CUSTOM_ID_CHARACTERS = 100;

    /** Receiving and Responding, Modal: characters of the title. */
    public static final int MODAL_TITLE_CHARACTERS = 45;

    /** Receiving and Responding, Modal: the most components. */
    public static final int MODAL_COMPONENTS = 5;

    /** Message, Create Message: characters of {@code content}. */
    public static final int CONTENT_CHARACTERS = 2000;

    /** Message, Create Message: the most embeds. */
    public static final int EMBEDS = 10;

    /** Message, Embed Limits: characters of an embed's description. */
    public static final int EMBED_DESCRIPTION_CHARACTERS = 4096;

    /** Message, Embed Limits: characters of an embed's title. */
    public static final int EMBED_TITLE_CHARACTERS = 256;

    /** Message, Embed Limits: fields of an embed. */
    public static final int EMBED_FIELDS = 25;

    /** Components, Action Row: the most rows of a message without components V2. */
    public static final int ACTION_ROWS = 5;

    /** Application Commands, Structure: characters of a name. */
    public static final int COMMAND_NAME_CHARACTERS = 32;

    /** Application Commands, Structure: characters of a description. */
    public static final int COMMAND_DESCRIPTION_CHARACTERS = 100;

    /** Application Commands, Structure and Option Structure: options of one level. */
    public static final int COMMAND_OPTIONS = 25;

    /** Application Commands, Registering a Command: chat input commands of a scope. */
    public static final int CHAT_INPUT_COMMANDS = 100;

    /** Application Commands, Registering a Command: user commands, and message commands, of a scope. */
    public static final int CONTEXT_MENU_COMMANDS = 15;

    /** Application Commands, Registering a Command: creates of a scope within a day. */
    public static final int COMMAND_CREATES = 200;

    /** Reference, error example APPLICATION_COMMAND_TOO_LARGE: characters of a command's names, descriptions and values. */
    public static final int COMMAND_CHARACTERS = 8000;

    /** Application Commands, Option Type: the largest magnitude of an INTEGER or NUMBER option. */
    public static final long COMMAND_NUMBER = (1L << 53) - 1;

    /** Application Commands, Option Structure: the longest string option. */
    public static final int COMMAND_STRING_CHARACTERS = 6000;

    /** Rate Limits, Global Rate Limit: requests a second of a bot. */
    public static final int GLOBAL_REQUESTS = 50;

    /** Rate Limits, Global Rate Limit. */
    public static final Duration GLOBAL_WINDOW = Duration.ofSeconds(1);

    /** Rate Limits, Invalid Request Limit: 401, 403 and 429 (not shared) within {@link #INVALID_REQUEST_WINDOW}. */
    public static final int INVALID_REQUESTS = 10_000;

    /** Rate Limits, Invalid Request Limit. */
    public static final Duration INVALID_REQUEST_WINDOW = Duration.ofMinutes(10);

    /** Guild, List Guild Members: the largest page. */
    public static final int MEMBER_PAGE = 1000;

    /** Reference, Uploading Files: bytes of a whole request. */
    public static final int REQUEST_BYTES = 25 << 20;

    /** Message, Create Message: files of a message. */
    public static final int ATTACHMENTS = 10;

    /** Interaction Structure, {@code attachment_size_limit}: bytes in a guild without boosts. */
    public static final int ATTACHMENT_BYTES = 10 << 20;

    /** Interactions kept so that their user can still look at them; about 2 KB each. Chosen here. */
    public static final int INTERACTIONS_KEPT = 20_000;

    /** Dispatches that the ledger keeps unless it is told otherwise; about 50 bytes each. Chosen here. */
    public static final int LEDGER_ENTRIES = 2_000_000;

    /** Messages kept. Chosen here. */
    public static final int MESSAGES_KEPT = 20_000;

    private DiscordLimits() {}
}
