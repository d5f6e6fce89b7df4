package dev.jetcord.sandbox.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** The bot's token, and whether it still counts. Thread-safe. */
public final class Credentials {

    private final byte[] token;
    private volatile boolean reset;

    public Credentials(Bot bot) {
        this.token = bot.token().getBytes(UTF_8);
    }

    public boolean accept(String given) {
        return !reset && MessageDigest.isEqual(token, given.getBytes(UTF_8));
    }

    /** From now on no token is right, as when the day's identifies are used up. Gateway, Identifying. */
    public void reset() {
        reset = true;
    }
}
