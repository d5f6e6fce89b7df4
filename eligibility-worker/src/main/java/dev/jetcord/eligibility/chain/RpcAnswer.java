package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;

/** What an endpoint answered to one call. */
sealed interface RpcAnswer {
    /** The result; not yet looked at. */
    record Result(String text) implements RpcAnswer {
        public Result {
            requireNonNull(text, "text");
        }
    }

    /** The contract refused the call. Every endpoint would say so. */
    record Reverted() implements RpcAnswer {}

    /** The endpoint failed. Another may not. */
    record Failed(String reason) implements RpcAnswer {
        public Failed {
            requireNonNull(reason, "reason");
        }
    }
}
