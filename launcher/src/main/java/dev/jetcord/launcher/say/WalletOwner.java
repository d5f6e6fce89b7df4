package dev.jetcord.launcher.say;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does what the owner of a wallet does when a bot shows a text to sign: signs it, presses the button under it, and pastes the
 * signature into the form that opens.
 */
public final class WalletOwner {
    /** What a message shows as code. */
    private static final Pattern CODE = Pattern.compile("```\\n(.*?)\\n```", Pattern.DOTALL);

    /** Stands alone in a line of a text that is signed (ERC-4361). */
    private static final Pattern ADDRESS = Pattern.compile("^0x[0-9a-fA-F]{40}$", Pattern.MULTILINE);

    private final SandboxControl sandbox;
    private final Actor actor;
    private final Duration timeout;

    /** @param timeout how long to wait for each thing that the user sees */
    public WalletOwner(SandboxControl sandbox, Actor actor, Duration timeout) {
        this.sandbox = requireNonNull(sandbox, "sandbox");
        this.actor = requireNonNull(actor, "actor");
        this.timeout = requireNonNull(timeout, "timeout");
    }

    /**
     * Signs.
     *
     * @param shown the interaction whose answer holds the text
     * @return what the user sees in the end; empty when there is nothing to sign in the answer
     * @throws SandboxRefusedException when the address is not one of the sandbox's accounts
     */
    public Optional<JsonNode> sign(JsonNode shown) throws IOException, InterruptedException, SandboxRefusedException {
        JsonNode message = shown.at("/messages/0");
        Matcher code = CODE.matcher(message.path("content").asText());
        JsonNode button = message.path("components").findValue("custom_id");
        if (button == null || !code.find()) {
            return Optional.empty();
        }
        String text = code.group(1);
        Matcher account = ADDRESS.matcher(text);
        if (!account.find()) {
            return Optional.empty();
        }
        String signature = sandbox.sign(text, account.group());
        JsonNode form = sandbox.press(id(shown), button.asText(), actor, timeout);
        JsonNode field = form.at("/modal/components").findValue("custom_id");
        return field == null
                ? Optional.of(form)
                : Optional.of(sandbox.submit(id(form), Map.of(field.asText(), signature), actor, timeout));
    }

    private static String id(JsonNode interaction) {
        return interaction.path("id").asText();
    }
}
