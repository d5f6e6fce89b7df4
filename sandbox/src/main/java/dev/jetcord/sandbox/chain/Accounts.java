package dev.jetcord.sandbox.chain;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.crypto.Sign;

/**
 * The ten accounts that every development node of Ethereum has, whose keys everybody knows: wallets for the sandbox's people. The
 * same on each chain. Thread-safe.
 */
final class Accounts {
    private static final String PHRASE = "test test test test test test test test test test test junk";
    private static final int COUNT = 10;

    private Accounts() {}

    /** Their addresses, in the upper and lower case of EIP-55. */
    static List<String> addresses() {
        return Keyring.PAIRS.stream().map(Accounts::address).toList();
    }

    /**
     * An account's signature of a text, as a wallet gives it (ERC-191, version 0x45, "personal_sign"): r, s and v in hexadecimal.
     *
     * @param address in whatever case
     * @return empty when there is no such account
     */
    static Optional<String> sign(byte[] text, String address) {
        return Keyring.PAIRS.stream()
                .filter(pair -> address(pair).equalsIgnoreCase(address))
                .map(pair -> hexadecimal(Sign.signPrefixedMessage(text, pair)))
                .findFirst();
    }

    private static String address(ECKeyPair pair) {
        return Keys.toChecksumAddress(Keys.getAddress(pair));
    }

    private static String hexadecimal(Sign.SignatureData signature) {
        HexFormat hex = HexFormat.of();
        return "0x" + hex.formatHex(signature.getR()) + hex.formatHex(signature.getS())
                + hex.formatHex(signature.getV());
    }

    /** Derived when it is first asked for, which takes a moment. */
    private static final class Keyring {
        private static final List<ECKeyPair> PAIRS = derive();

        /** By BIP-44: m/44'/60'/0'/0/n. */
        private static List<ECKeyPair> derive() {
            Bip32ECKeyPair master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(PHRASE, ""));
            int hardened = Bip32ECKeyPair.HARDENED_BIT;
            List<ECKeyPair> pairs = new ArrayList<>();
            for (int number = 0; number < COUNT; number++) {
                int[] path = {44 | hardened, 60 | hardened, hardened, 0, number};
                pairs.add(Bip32ECKeyPair.deriveKeyPair(master, path));
            }
            return List.copyOf(pairs);
        }
    }
}
