package dev.jetcord.sandbox.gateway;

/** The client broke a rule of the gateway; the connection is closed with the code. */
final class ProtocolException extends Exception {

    private final CloseCode closeCode;

    ProtocolException(CloseCode closeCode) {
        super(closeCode.code() + " " + closeCode.reason());
        this.closeCode = closeCode;
    }

    CloseCode closeCode() {
        return closeCode;
    }
}
