package dev.jetcord.eligibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Wallets of users, and what they sign. */
final class TestWallets {
    private TestWallets() {}

    /** One that nobody has had before. */
    static Credentials create() throws Exception {
        return Credentials.create(Keys.createEcKeyPair());
    }

    /** As a wallet signs a text: r, s and v in hexadecimal. */
    static String sign(Credentials wallet, String text) {
        Sign.SignatureData signature = Sign.signPrefixedMessage(text.getBytes(UTF_8), wallet.getEcKeyPair());
        HexFormat hex = HexFormat.of();
        return "0x" + hex.formatHex(signature.getR()) + hex.formatHex(signature.getS())
                + hex.formatHex(signature.getV());
    }
}
