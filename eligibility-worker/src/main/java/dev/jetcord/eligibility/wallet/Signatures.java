package dev.jetcord.eligibility.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.eligibility.refusal.RefusedException;
import dev.jetcord.eligibility.rule.Address;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/** Tells whose key signed a text (ERC-191, version 0x45, "personal_sign"). */
final class Signatures {
    private static final Pattern SHAPE = Pattern.compile("(?:0x)?([0-9a-fA-F]{130})");
    private static final int HALF = 32;
    private static final byte OLD_RECOVERY_BASE = 27;
    /** Half of the order of secp256k1: of the two signatures of a text, only the lower is valid (EIP-2). */
    private static final BigInteger LOWER_HALF =
            new BigInteger("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0", 16);

    private Signatures() {}

    /**
     * The address whose key made the signature.
     *
     * @param signature 65 bytes in hexadecimal: r, s, v
     * @throws RefusedException when it is none
     */
    static Address signer(String text, String signature) throws RefusedException {
        var shape = SHAPE.matcher(signature.strip());
        if (!shape.matches()) {
            throw new RefusedException("That is not a signature. It begins with 0x and has 130 hexadecimal digits after"
                    + " that; copy all of it from your wallet. Signatures of contract wallets cannot be read.");
        }
        byte[] bytes = HexFormat.of().parseHex(shape.group(1));
        byte[] s = Arrays.copyOfRange(bytes, HALF, 2 * HALF);
        byte v = bytes[2 * HALF];
        if (v < OLD_RECOVERY_BASE) {
            v += OLD_RECOVERY_BASE;
        }
        if (new BigInteger(1, s).compareTo(LOWER_HALF) > 0) {
            throw unreadable();
        }
        try {
            BigInteger key = Sign.signedPrefixedMessageToKey(
                    text.getBytes(UTF_8), new SignatureData(v, Arrays.copyOfRange(bytes, 0, HALF), s));
            return new Address(Keys.toChecksumAddress(Keys.getAddress(key)));
        } catch (SignatureException | RuntimeException notASignature) {
            // The library throws both, by which number is out of its range.
            throw unreadable();
        }
    }

    private static RefusedException unreadable() {
        return new RefusedException("That signature is damaged. Sign the text again and copy the whole signature.");
    }
}
