package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.ledger.SessionRecord;

/**
 * A dispatch with its place in a session, ready for the wire.
 *
 * @param payload in UTF-8; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // a frame is written once and compared by nobody
record Frame(SessionRecord session, long sequence, byte[] payload) {

    /** It went out on a live connection. */
    void written() {
        session.written(sequence);
    }
}
