package dev.jetcord.eligibility.rule;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Something of which an address has a balance, on one chain. */
public sealed interface Asset {
    /** The largest number a contract can tell: 2^256 - 1. */
    BigInteger LARGEST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    /** The chain's name in the configuration. */
    String chain();

    /** The chain's own coin, in wei. */
    record Native(String chain) implements Asset {
        public Native {
            requireChain(chain);
        }
    }

    /** A fungible token (ERC-20), in its smallest unit. */
    record Erc20(String chain, Address contract) implements Asset {
        public Erc20 {
            requireChain(chain);
            requireNonNull(contract, "contract");
        }
    }

    /** Any tokens of a collection of unique ones (ERC-721), counted. */
    record Erc721(String chain, Address contract) implements Asset {
        public Erc721 {
            requireChain(chain);
            requireNonNull(contract, "contract");
        }
    }

    /**
     * One kind of token of a contract that holds many (ERC-1155), counted.
     *
     * @param token the kind's id, from 0 to 2^256 - 1
     */
    record Erc1155(String chain, Address contract, BigInteger token) implements Asset {
        public Erc1155 {
            requireChain(chain);
            requireNonNull(contract, "contract");
            if (token.signum() < 0 || token.compareTo(LARGEST) > 0) {
                throw new IllegalArgumentException("A token id is from 0 to 2^256 - 1");
            }
        }
    }

    /** Whether {@code name} can be a chain's. */
    static boolean isChainName(String name) {
        return ChainName.SHAPE.matcher(name).matches();
    }

    private static void requireChain(String chain) {
        if (!isChainName(chain)) {
            throw new IllegalArgumentException(
                    "A chain's name has 1 to 32 lower-case letters, digits and hyphens but is '" + chain + "'");
        }
    }

    /** Keeps the pattern, which an interface would show to everybody. */
    final class ChainName {
        private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

        private ChainName() {}
    }
}
