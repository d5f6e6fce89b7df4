package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.Snowflake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The application's global commands over REST. */
final class RestCommandApi implements CommandApi {
    private final BotCalls calls;
    private final String applicationId;

    RestCommandApi(BotCalls calls, Snowflake applicationId) {
        this.calls = requireNonNull(calls, "calls");
        this.applicationId = applicationId.toString();
    }

    @Override
    public List<JsonNode> list() throws DiscordException, InterruptedException {
        JsonNode commands = calls.call(Endpoint.LIST_COMMANDS, Optional.empty(), applicationId);
        if (!commands.isArray()) {
            throw RestAnswers.malformed(Endpoint.LIST_COMMANDS, "a list of commands");
        }
        List<JsonNode> list = new ArrayList<>();
        commands.forEach(list::add);
        return List.copyOf(list);
    }

    @Override
    public JsonNode create(JsonNode definition) throws DiscordException, InterruptedException {
        return calls.call(Endpoint.CREATE_COMMAND, Optional.of(definition), applicationId);
    }

    @Override
    public JsonNode update(Snowflake command, JsonNode definition) throws DiscordException, InterruptedException {
        return calls.call(Endpoint.UPDATE_COMMAND, Optional.of(definition), applicationId, command.toString());
    }

    @Override
    public void delete(Snowflake command) throws DiscordException, InterruptedException {
        try {
            calls.call(Endpoint.DELETE_COMMAND, Optional.empty(), applicationId, command.toString());
        } catch (DiscordException refused) {
            if (refused.code() != DiscordErrorCode.UNKNOWN_COMMAND) {
                throw refused;
            }
        }
    }
}
