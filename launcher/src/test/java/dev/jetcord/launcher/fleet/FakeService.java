package dev.jetcord.launcher.fleet;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Stands in for any service of the fleet: answers every GET with 200, except a provision job, which is done at once. */
final class FakeService {
    private static final int OK = 200;

    private FakeService() {}

    public static void main(String[] arguments) throws Exception {
        String jar = arguments[0];
        Map<String, String> environment = System.getenv();
        System.out.println("token " + environment.getOrDefault("DISCORD_TOKEN", "none"));
        System.out.println("database " + environment.getOrDefault("DATABASE_URL", "none"));
        System.out.println("intents " + environment.getOrDefault("DISCORD_INTENTS", "default"));
        System.out.println("chains " + environment.getOrDefault("CHAINS", "none"));
        if (jar.contains("-provision-")) {
            return;
        }
        if (environment.getOrDefault("FAKE_BREAKS", "nothing").equals("all") && jar.contains("-event-worker-")) {
            System.out.println("the event worker's last words");
            System.exit(7);
        }
        boolean sandbox = jar.contains("-sandbox-");
        String port = environment.getOrDefault(sandbox ? "SANDBOX_PORT" : "OPERATIONS_PORT", "0");
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        server.start();
    }
}
