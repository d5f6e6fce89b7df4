package dev.jetcord.sandbox.control;

import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.load.LoadPlan;
import dev.jetcord.sandbox.load.LoadSource;

/** Control routes that start, show and end a load. */
public final class LoadControl {

    private final LoadSource load;

    public LoadControl(LoadSource load) {
        this.load = load;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/control/load", call -> Reply.ok(load.toJson()));
        routes.open("PUT", "/control/load", this::start);
        routes.open("DELETE", "/control/load", call -> stop());
    }

    private Reply start(Call call) throws ApiException, InterruptedException {
        try {
            load.start(LoadPlan.read(call.object()));
            return Reply.ok(load.toJson());
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest(e);
        }
    }

    private Reply stop() throws InterruptedException {
        load.stop();
        return Reply.ok(load.toJson());
    }
}
