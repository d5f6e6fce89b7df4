package dev.jetcord.common.eligibility;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.wire.InvalidMessageException;
import java.io.IOException;

/**
 * What the eligibility worker replies: JSON with {@code answered} or {@code refused}.
 *
 * @param <A> what the operation is answered with
 */
public sealed interface EligibilityReply<A extends Record> {
    /** It was done. */
    record Answered<A extends Record>(A answer) implements EligibilityReply<A> {
        public Answered {
            requireNonNull(answer, "answer");
        }
    }

    /**
     * It was not, and would not be if it were asked again.
     *
     * @param text why, and what to do, for the user
     */
    record Refused<A extends Record>(String text) implements EligibilityReply<A> {
        public Refused {
            requireNonNull(text, "text");
        }
    }

    /** The reply's body. */
    default byte[] encode() {
        ObjectNode json = EligibilityJson.MAPPER.createObjectNode();
        switch (this) {
            case Answered<A>(A answer) -> json.set("answered", EligibilityJson.MAPPER.valueToTree(answer));
            case Refused<A>(String text) -> json.put("refused", text);
        }
        return EligibilityJson.write(json);
    }

    /** Reads a reply's body. */
    static <A extends Record> EligibilityReply<A> decode(byte[] body, Operation<?, A> operation)
            throws InvalidMessageException {
        JsonNode json = EligibilityJson.read(body, JsonNode.class);
        if (json.hasNonNull("refused")) {
            return new Refused<>(json.path("refused").asText());
        }
        try {
            return new Answered<>(EligibilityJson.MAPPER.treeToValue(json.required("answered"), operation.answer()));
        } catch (IOException | IllegalArgumentException unreadable) {
            // The parser's own message shows what stood there.
            throw new InvalidMessageException("the reply is no valid answer to " + operation.name());
        }
    }
}
