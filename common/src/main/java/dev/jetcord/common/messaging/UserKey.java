package dev.jetcord.common.messaging;

import dev.jetcord.common.config.Secret;
import io.nats.client.NKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The key pair of a NATS user (an NKey, Ed25519): the server knows the public part alone. */
public record UserKey(Secret seed, String publicKey) {
    /** Makes a new one at random. */
    public static UserKey generate() throws IOException, GeneralSecurityException {
        NKey key = NKey.createUser(new SecureRandom());
        try {
            return new UserKey(new Secret(new String(key.getSeed())), new String(key.getPublicKey()));
        } finally {
            key.clear();
        }
    }

    /**
     * The pair of a seed.
     *
     * @throws IllegalArgumentException when it is none of a user
     */
    public static UserKey of(Secret seed) throws IOException, GeneralSecurityException {
        NKey key = NKey.fromSeed(seed.reveal().toCharArray());
        try {
            if (key.getType() != NKey.Type.USER) {
                throw new IllegalArgumentException("the NKey is not that of a user");
            }
            return new UserKey(seed, new String(key.getPublicKey()));
        } finally {
            key.clear();
        }
    }
}
