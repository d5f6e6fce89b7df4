package dev.jetcord.common.messaging;

import dev.jetcord.common.config.Secret;
import io.nats.client.AuthHandler;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The key pair of a NATS user (an NKey, Ed25519): the server knows the public part alone. By the JDK's own Ed25519: the one that
 * the client brings is in a signed jar, whose check takes every start of a service a third of a second.
 */
public record UserKey(Secret seed, String publicKey) {
    private static final String ALGORITHM = "Ed25519";

    /** Makes a new one at random. */
    public static UserKey generate() {
        byte[] seed = new byte[NKeyText.KEY_BYTES];
        new SecureRandom().nextBytes(seed);
        return of(new Secret(NKeyText.ofSeed(seed)));
    }

    /**
     * The pair of a seed.
     *
     * @throws IllegalArgumentException when it is none of a user
     */
    public static UserKey of(Secret seed) {
        return new UserKey(seed, NKeyText.ofPublicKey(publicKey(NKeyText.seed(seed.reveal()))));
    }

    /** Answers a server that asks who we are. */
    public AuthHandler authentication() {
        return new Authentication(this);
    }

    private byte[] sign(byte[] nonce) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, NKeyText.seed(seed.reveal())));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(nonce);
            return signature.sign();
        } catch (GeneralSecurityException unsupported) {
            throw unsupported(unsupported);
        }
    }

    // The JDK gives the public part of a new pair only, and makes its
    // private part of the first random bytes (RFC 8032, 5.1.5).
    private static byte[] publicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Known(seed));
            PublicKey key = generator.generateKeyPair().getPublic();
            // The key itself is the end of its X.509 form (RFC 8410, section 4).
            byte[] encoded = key.getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - NKeyText.KEY_BYTES, encoded.length);
        } catch (GeneralSecurityException unsupported) {
            throw unsupported(unsupported);
        }
    }

    // Every JDK of the release that Jetcord needs has it.
    private static IllegalStateException unsupported(GeneralSecurityException cause) {
        return new IllegalStateException("this JDK cannot make or use keys of " + ALGORITHM, cause);
    }

    private record Authentication(UserKey key) implements AuthHandler {
        @Override
        public byte @Nullable [] sign(byte[] nonce) {
            return key.sign(nonce);
        }

        @Override
        public char[] getID() {
            return key.publicKey.toCharArray();
        }

        @Override
        public char @Nullable [] getJWT() {
            return null;
        }
    }

    private static final class Known extends SecureRandom {
        private final byte[] bytes;

        private Known(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
