package dev.jetcord.eligibility.chain;

import java.io.IOException;

/** That an endpoint did not answer as JSON-RPC asks for. Its message never holds the endpoint's address. */
final class RpcException extends IOException {
    private static final long serialVersionUID = 1L;

    RpcException(String message) {
        super(message);
    }

    RpcException(String message, Throwable cause) {
        super(message, cause);
    }
}
