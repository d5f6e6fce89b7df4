package dev.jetcord.sandbox.world;

import dev.jetcord.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The one application of this Discord and its bot user, which share an id.
 *
 * @param token {@code base64(application id).x.y}; a secret
 */
public record Bot(long applicationId, User user, String token) {

    /**
     * The bot that the token is for.
     *
     * @throws IllegalArgumentException if the token does not start with an application id; the message does not hold it
     */
    public static Bot withToken(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a bot token has three parts between dots: base64(application id).x.y");
        }
        long id;
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(parts[0].replace("=", ""));
            id = Long.parseUnsignedLong(new String(decoded, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the first part of a bot token is the application id in base64; this one's is not", e);
        }
        return new Bot(id, new User(id, "Jetcord", "Jetcord", true), token);
    }

    /** A token that nobody can guess for a new application. */
    public static String newToken(Snowflakes snowflakes, SecureRandom random) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        byte[] id = Json.id(snowflakes.next()).getBytes(StandardCharsets.US_ASCII);
        byte[] time = new byte[4];
        byte[] secret = new byte[28];
        random.nextBytes(time);
        random.nextBytes(secret);
        return String.join(".", base64.encodeToString(id), base64.encodeToString(time), base64.encodeToString(secret));
    }

    @Override
    public String toString() {
        return "Bot[applicationId=" + Json.id(applicationId) + ", token=***]";
    }
}
