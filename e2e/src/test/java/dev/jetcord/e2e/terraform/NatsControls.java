package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;

/** Three NATS servers that are one cluster, and are replaced one at a time. */
final class NatsControls {
    private static final String MODULE = "modules/nats";
    private static final String NODE = MODULE + "/node";

    private NatsControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "the version of NATS is a variable, and a whole version",
                        NatsControls::version,
                        new Break(
                                "variables.tf",
                                "[0-9]+\\\\.[0-9]+\\\\.[0-9]+(-[0-9]+)?$\", var.nats_version",
                                ".*\", var.nats_version"),
                        new Break("main.tf", "{ nats = var.nats_version,", "{ nats = \"2.9.10\",")),
                Control.of(
                        "three nodes have stable names, know each other, and are one service each",
                        NatsControls::cluster,
                        nats("others          = [\"nats-1\", \"nats-3\"]", "others          = [\"nats-1\"]"),
                        nats(
                                "registry_arn    = var.registry_arns[\"nats-3\"]",
                                "registry_arn    = var.registry_arns[\"nats-1\"]"),
                        nats("module \"node_3\"", "module \"node_4\""),
                        node("desired_count   = 1", "desired_count   = 3"),
                        node("NATS_SERVER_NAME = var.node", "NATS_SERVER_NAME = \"nats\""),
                        node("\"nats://${other}.${var.namespace}:6222\"", "\"nats://${other}:6222\""),
                        node("  service_registries {\n    registry_arn = var.registry_arn\n  }\n", "")),
                Control.of(
                        "streams have three replicas",
                        NatsControls::replicas,
                        new Break("services.tf", "STREAM_REPLICAS = \"3\"", "STREAM_REPLICAS = \"1\"")),
                Control.of(
                        "clients are told TLS, and each node has its own certificate and the keys of the users",
                        NatsControls::encryption,
                        new Break(
                                MODULE + "/outputs.tf",
                                "\"tls://${node}.${var.namespace}:4222\"",
                                "\"nats://${node}.${var.namespace}:4222\""),
                        nats(
                                "certificate_key = var.secret_arns[\"nats-2-key\"]",
                                "certificate_key = var.secret_arns[\"nats-1-key\"]"),
                        node("NKEYS           = var.secrets.nkeys\n", ""),
                        node("JETSTREAM       = var.secrets.jetstream\n", ""),
                        node("depends_on = { keys = \"SUCCESS\" }", "depends_on = { keys = \"START\" }")),
                Control.of(
                        "a stop is a lame duck, in as much time as Fargate gives",
                        NatsControls::stop,
                        node("stop_timeout = 120", "stop_timeout = 30"),
                        node("file(\"${path.module}/start.sh\")", "\"nats-server\"")),
                Control.of(
                        "health is asked as NATS advises",
                        NatsControls::health,
                        node("file(\"${path.module}/health.sh\")", "\"wget http://127.0.0.1:8222/healthz\""),
                        node("start_period = 300", "start_period = 10")),
                Control.of(
                        "nodes are replaced one at a time, each stopped before its successor starts",
                        NatsControls::oneByOne,
                        node("deployment_maximum_percent         = 100", "deployment_maximum_percent         = 200"),
                        node(
                                "availability_zone_rebalancing      = \"DISABLED\"",
                                "availability_zone_rebalancing      = \"ENABLED\""),
                        node("wait_for_steady_state = var.one_by_one", "wait_for_steady_state = false"),
                        node("  depends_on = [var.after]\n", ""),
                        nats(
                                "after           = [module.node_2.service_id]",
                                "after           = [module.node_1.service_id]"),
                        new Break(
                                "variables.tf",
                                "one_by_one    = optional(bool, true)",
                                "one_by_one    = optional(bool, false)")));
    }

    private static Break nats(String from, String to) {
        return new Break(MODULE + "/main.tf", from, to);
    }

    private static Break node(String from, String to) {
        return new Break(NODE + "/main.tf", from, to);
    }

    private static void version(Configuration all, Findings findings) {
        Block version = all.variable(".", "nats_version");
        findings.require(version.text("default").matches("[0-9]+\\.[0-9]+\\.[0-9]+"), version, "is no whole version");
        findings.require(
                version.text("validation", "condition").contains("^[0-9]+\\\\.[0-9]+\\\\.[0-9]+(-[0-9]+)?$"),
                version,
                "takes any tag");
        findings.require(
                all.locals(".").path("image_tags").asText().contains("nats = var.nats_version"),
                version,
                "is not what is run");
        findings.text(all.call(".", "nats"), "${local.images[\"nats\"]}", "image");
    }

    private static void cluster(Configuration all, Findings findings) {
        List<Block> nodes = all.blocks("module").stream()
                .filter(call -> call.module().equals(MODULE) && call.has("./node", "source"))
                .toList();
        findings.require(nodes.size() == 3, MODULE, "has " + nodes.size() + " nodes");
        for (int number = 1; number <= 3; number++) {
            Block node = all.call(MODULE, "node_" + number);
            String name = "nats-" + number;
            findings.text(node, name, "node");
            findings.texts(node, others(number), "others");
            findings.text(node, "${var.registry_arns[\"" + name + "\"]}", "registry_arn");
        }
        Block service = all.resource(NODE, "aws_ecs_service", "this");
        findings.text(service, "1", "desired_count");
        findings.text(service, "${var.registry_arn}", "service_registries", "registry_arn");
        JsonNode environment = server(all).path("environment");
        findings.require(
                environment.path("NATS_SERVER_NAME").asText().equals("${var.node}"), NODE, "has no name of its own");
        findings.require(
                environment
                        .path("NATS_ROUTES")
                        .asText()
                        .equals("${jsonencode([for other in var.others : \"nats://${other}.${var.namespace}:6222\"])}"),
                NODE,
                "has other routes");
    }

    private static Set<String> others(int number) {
        return switch (number) {
            case 1 -> Set.of("nats-2", "nats-3");
            case 2 -> Set.of("nats-1", "nats-3");
            default -> Set.of("nats-1", "nats-2");
        };
    }

    private static void replicas(Configuration all, Findings findings) {
        Block provision = all.call(".", "provision");
        findings.require(
                provision
                        .at("containers")
                        .path(0)
                        .path("environment")
                        .path("STREAM_REPLICAS")
                        .asText()
                        .equals("3"),
                provision,
                "does not make three replicas");
    }

    private static void encryption(Configuration all, Findings findings) {
        Block url = all.blocks("output").stream()
                .filter(output ->
                        output.module().equals(MODULE) && output.name().equals("url"))
                .findFirst()
                .orElseThrow();
        findings.require(
                url.text("value").contains("\"tls://${node}.${var.namespace}:4222\""), url, "is not encrypted");
        for (int number = 1; number <= 3; number++) {
            Block node = all.call(MODULE, "node_" + number);
            findings.text(node, "${var.secret_arns[\"nats-" + number + "-certificate\"]}", "secrets", "certificate");
            findings.text(node, "${var.secret_arns[\"nats-" + number + "-key\"]}", "secrets", "certificate_key");
        }
        JsonNode keys = containers(all).path(0);
        for (String secret : List.of("authority", "certificate", "certificate_key", "nkeys", "jetstream")) {
            findings.require(
                    keys.path("secrets").toString().contains("${var.secrets." + secret + "}"), NODE, "lacks " + secret);
        }
        findings.require(
                server(all).path("depends_on").path("keys").asText().equals("SUCCESS"),
                NODE,
                "may start before its keys are there");
    }

    private static void stop(Configuration all, Findings findings) {
        findings.require(server(all).path("stop_timeout").asInt() == 120, NODE, "is not given all the time there is");
        findings.require(
                server(all).path("entry_point").path(2).asText().equals("${file(\"${path.module}/start.sh\")}"),
                NODE,
                "does not lock its directory");
    }

    private static void health(Configuration all, Findings findings) {
        JsonNode check = server(all).path("health_check");
        findings.require(
                check.path("command").path(1).asText().equals("${file(\"${path.module}/health.sh\")}"),
                NODE,
                "asks otherwise");
        findings.require(check.path("start_period").asInt() == 300, NODE, "has no time to catch up");
    }

    private static void oneByOne(Configuration all, Findings findings) {
        Block service = all.resource(NODE, "aws_ecs_service", "this");
        findings.text(service, "0", "deployment_minimum_healthy_percent");
        findings.text(service, "100", "deployment_maximum_percent");
        findings.text(service, "DISABLED", "availability_zone_rebalancing");
        findings.text(service, "${var.one_by_one}", "wait_for_steady_state");
        findings.texts(service, Set.of("${var.after}"), "depends_on");
        findings.text(all.call(MODULE, "node_1"), "${var.storage.mount_targets}", "after");
        findings.texts(all.call(MODULE, "node_2"), Set.of("${module.node_1.service_id}"), "after");
        findings.texts(all.call(MODULE, "node_3"), Set.of("${module.node_2.service_id}"), "after");
        findings.require(
                all.variable(".", "nats").text("type").contains("one_by_one    = optional(bool, true)"),
                "nats",
                "are replaced at once by default");
    }

    private static JsonNode containers(Configuration all) {
        return all.call(NODE, "task").at("containers");
    }

    private static JsonNode server(Configuration all) {
        return containers(all).path(1);
    }
}
