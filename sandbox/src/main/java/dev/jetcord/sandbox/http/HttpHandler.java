package dev.jetcord.sandbox.http;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.gateway.GatewayUpgrade;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port for everything: gateway upgrades, REST and control. Each request runs on a virtual thread of its own. */
public final class HttpHandler extends Handler.Abstract {

    private static final Logger log = LoggerFactory.getLogger(HttpHandler.class);

    private final GatewayUpgrade gateway;
    private final Endpoint rest;
    private final Endpoint control;
    private final InstantSource clock;

    public HttpHandler(GatewayUpgrade gateway, Endpoint rest, Endpoint control, InstantSource clock) {
        super(InvocationType.BLOCKING);
        this.gateway = gateway;
        this.rest = rest;
        this.control = control;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // The age of an interaction is measured against this header, so it is of the sandbox's own clock.
        response.getHeaders()
                .put(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atZone(ZoneOffset.UTC)));
        if (gateway.handle(request, response, callback)) {
            return true;
        }
        send(answer(request), request, response, callback);
        return true;
    }

    private Reply answer(Request request) throws InterruptedException {
        try {
            Call call = read(request);
            if (call.path().equals("/api") || call.path().startsWith("/api/")) {
                return rest.answer(call);
            }
            return control.answer(call);
        } catch (ApiException e) {
            return Reply.of(e);
        } catch (IOException e) {
            log.debug("A request could not be read", e);
            return Reply.ofStatus(400);
        } catch (RuntimeException e) {
            log.error("A request to {} failed inside the sandbox", Request.getPathInContext(request), e);
            return Reply.json(
                    500,
                    Json.object().put("message", "500: Internal Server Error").put("code", 0));
        }
    }

    private static Call read(Request request) throws IOException, ApiException {
        Map<String, String> query = new HashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValue());
        }
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getLowerCaseName().toLowerCase(Locale.ROOT), field.getValue());
        }
        byte[] body;
        try (InputStream stream = Content.Source.asInputStream(request)) {
            body = stream.readNBytes(DiscordLimits.REQUEST_BYTES + 1);
        }
        if (body.length > DiscordLimits.REQUEST_BYTES) {
            throw ApiException.tooLarge();
        }
        return new Call(
                request.getMethod(),
                Request.getPathInContext(request),
                Map.of(),
                Map.copyOf(query),
                Map.copyOf(headers),
                body);
    }

    private static void send(Reply reply, Request request, Response response, Callback callback)
            throws InterruptedException {
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        switch (reply.body()) {
            case Reply.Body.None() -> response.write(true, ByteBuffer.allocate(0), callback);
            case Reply.Body.Document(var json) -> {
                response.getHeaders().put("Content-Type", "application/json");
                response.write(true, ByteBuffer.wrap(Json.bytes(json)), callback);
            }
            case Reply.Body.Lines(var writer) -> {
                response.getHeaders().put("Content-Type", "application/x-ndjson");
                try (OutputStream target = Content.Sink.asOutputStream(response)) {
                    writer.write(target);
                } catch (IOException e) {
                    log.debug("The reader of {} went away", Request.getPathInContext(request), e);
                }
                callback.succeeded();
            }
        }
    }
}
