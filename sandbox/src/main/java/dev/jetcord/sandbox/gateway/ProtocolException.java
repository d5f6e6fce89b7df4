package dev.jetcord.sandbox.gateway;

/** The client broke a rule of the gateway, or is told so on purpose; the connection is closed with the code. */
final class ProtocolException extends Exception {

    private final int code;
    private final String reason;

    ProtocolException(CloseCode closeCode) {
        this(closeCode.code(), closeCode.reason());
    }

    ProtocolException(int code, String reason) {
        super(code + " " + reason);
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
