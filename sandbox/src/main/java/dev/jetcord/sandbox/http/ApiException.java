package dev.jetcord.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.util.Optional;

/** A request that is refused, in Discord's shape. Reference, Error Messages; Opcodes and Status Codes, JSON Error Codes. */
public final class ApiException extends Exception {

    private final int status;
    private final int code;
    private final transient Optional<ObjectNode> errors;

    public ApiException(int status, int code, String message) {
        this(status, code, message, Optional.empty());
    }

    ApiException(int status, int code, String message, Optional<ObjectNode> errors) {
        super(message);
        this.status = status;
        this.code = code;
        this.errors = errors;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("message", getMessage()).put("code", code);
        errors.ifPresent(tree -> json.set("errors", tree));
        return json;
    }

    public static ApiException notFound() {
        return new ApiException(404, 0, "404: Not Found");
    }

    public static ApiException unauthorized() {
        return new ApiException(401, 0, "401: Unauthorized");
    }

    public static ApiException methodNotAllowed() {
        return new ApiException(405, 0, "405: Method Not Allowed");
    }

    public static ApiException unknownChannel() {
        return new ApiException(404, 10003, "Unknown Channel");
    }

    public static ApiException unknownGuild() {
        return new ApiException(404, 10004, "Unknown Guild");
    }

    public static ApiException unknownMember() {
        return new ApiException(404, 10007, "Unknown Member");
    }

    public static ApiException unknownMessage() {
        return new ApiException(404, 10008, "Unknown Message");
    }

    public static ApiException unknownRole() {
        return new ApiException(404, 10011, "Unknown Role");
    }

    public static ApiException unknownUser() {
        return new ApiException(404, 10013, "Unknown User");
    }

    public static ApiException unknownWebhook() {
        return new ApiException(404, 10015, "Unknown Webhook");
    }

    public static ApiException unknownInteraction() {
        return new ApiException(404, 10062, "Unknown interaction");
    }

    public static ApiException unknownCommand() {
        return new ApiException(404, 10063, "Unknown application command");
    }

    public static ApiException tooLarge() {
        return new ApiException(413, 40005, "Request entity too large");
    }

    public static ApiException alreadyAcknowledged() {
        return new ApiException(400, 40060, "Interaction has already been acknowledged.");
    }

    public static ApiException missingPermissions() {
        return new ApiException(403, 50013, "Missing Permissions");
    }

    public static ApiException emptyMessage() {
        return new ApiException(400, 50006, "Cannot send an empty message");
    }

    public static ApiException invalidWebhookToken() {
        return new ApiException(401, 50027, "Invalid Webhook Token");
    }

    public static ApiException invalidVersion() {
        return new ApiException(400, 50041, "Invalid API version");
    }

    public static ApiException invalidJson() {
        return new ApiException(400, 50109, "The request body contains invalid JSON.");
    }
}
