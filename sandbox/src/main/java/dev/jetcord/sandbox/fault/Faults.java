package dev.jetcord.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose.
 *
 * @param restLatency how long every REST request takes before it is looked at, if the faults are not replaced before;
 *     0 to 60 s
 * @param restStatus answered instead of what was asked for, 400 to 599
 * @param restStatusCount how many requests get {@code restStatus}
 * @param restPath requests whose path holds this text; all when empty
 * @param gatewaySilentAck heartbeats get no ACK: a zombie
 * @param gatewayRefuse new gateway connections are refused with 503
 * @param gatewayIdentifyCode IDENTIFY is answered with this close code, 4000 to 4999
 */
public record Faults(
        Duration restLatency,
        OptionalInt restStatus,
        int restStatusCount,
        String restPath,
        boolean gatewaySilentAck,
        boolean gatewayRefuse,
        OptionalInt gatewayIdentifyCode) {

    public static final Faults NONE = latency(Duration.ZERO);

    private static final long LATENCY_MILLIS = 60_000;

    public Faults {
        if (restLatency.isNegative() || restLatency.toMillis() > LATENCY_MILLIS) {
            throw new IllegalArgumentException("rest_latency_ms is 0 to %d".formatted(LATENCY_MILLIS));
        }
        if (restStatus.isPresent() && (restStatus.getAsInt() < 400 || restStatus.getAsInt() > 599)) {
            throw new IllegalArgumentException("rest_status is 400 to 599");
        }
        if (gatewayIdentifyCode.isPresent()
                && (gatewayIdentifyCode.getAsInt() < 4000 || gatewayIdentifyCode.getAsInt() > 4999)) {
            throw new IllegalArgumentException("gateway_identify_code is 4000 to 4999");
        }
        if (restStatusCount < 0) {
            throw new IllegalArgumentException("rest_status_count is not negative");
        }
    }

    /** Without one for IDENTIFY. */
    public Faults(
            Duration restLatency,
            OptionalInt restStatus,
            int restStatusCount,
            String restPath,
            boolean gatewaySilentAck,
            boolean gatewayRefuse) {
        this(restLatency, restStatus, restStatusCount, restPath, gatewaySilentAck, gatewayRefuse, OptionalInt.empty());
    }

    public static Faults latency(Duration restLatency) {
        return new Faults(restLatency, OptionalInt.empty(), 0, "", false, false);
    }

    /**
     * The faults that a control request asks for; what it does not name is off.
     *
     * @throws IllegalArgumentException if a field is unknown or out of its range
     */
    public static Faults read(JsonNode json) {
        for (var fields = json.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!NONE.toJson().has(field)) {
                throw new IllegalArgumentException("unknown fault '%s'; known: %s".formatted(field, NONE.toJson()));
            }
        }
        JsonNode status = json.path("rest_status");
        return new Faults(
                Duration.ofMillis(json.path("rest_latency_ms").asLong(0)),
                number(status),
                json.path("rest_status_count").asInt(status.isInt() ? Integer.MAX_VALUE : 0),
                json.path("rest_path").asText(""),
                json.path("gateway_silent_ack").asBoolean(false),
                json.path("gateway_refuse").asBoolean(false),
                number(json.path("gateway_identify_code")));
    }

    private static OptionalInt number(JsonNode field) {
        return field.isInt() ? OptionalInt.of(field.asInt()) : OptionalInt.empty();
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    public ObjectNode toJson() {
        return Json.object()
                .put("rest_latency_ms", restLatency.toMillis())
                .put("rest_status", boxed(restStatus))
                .put("rest_status_count", restStatusCount)
                .put("rest_path", restPath)
                .put("gateway_silent_ack", gatewaySilentAck)
                .put("gateway_refuse", gatewayRefuse)
                .put("gateway_identify_code", boxed(gatewayIdentifyCode));
    }
}
