package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;

/** How the services run, are replaced, scaled and found. */
final class ServiceControls {
    private static final String MODULE = "modules/service";

    private ServiceControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "everything runs on Fargate, and a deployment that fails is rolled back",
                        ServiceControls::deployment,
                        change("launch_type     = \"FARGATE\"", "launch_type     = \"EC2\""),
                        change("    enable   = true\n    rollback = true", "    enable   = true\n    rollback = false"),
                        new Break(
                                "modules/nats/node/main.tf",
                                "    enable   = true\n    rollback = true",
                                "    enable   = false\n    rollback = true"),
                        change("deployment_minimum_healthy_percent = 100", "deployment_minimum_healthy_percent = 50"),
                        new Break(
                                "modules/task/main.tf",
                                "requires_compatibilities = [\"FARGATE\"]",
                                "requires_compatibilities = [\"EC2\"]")),
                Control.of(
                        "nobody gets a shell in a container",
                        (all, findings) -> all.resources("aws_ecs_service")
                                .forEach(service -> findings.text(service, "false", "enable_execute_command")),
                        change("enable_execute_command = false", "enable_execute_command = true")),
                Control.of(
                        "ECS waits longer than a service takes to stop",
                        ServiceControls::stopTimeout,
                        new Break("services.tf", "stop_timeout = var.stop_timeout + 15", "stop_timeout = 30"),
                        root("STOP_TIMEOUT = \"${var.stop_timeout}s\"", "STOP_TIMEOUT = \"110s\""),
                        new Break("variables.tf", "var.stop_timeout <= 105", "var.stop_timeout <= 120")),
                Control.of(
                        "workers are scaled by what waits for them and how long, not by CPU",
                        ServiceControls::autoscaling,
                        change("metric_name = \"jetcord_consumer_pending\"", "metric_name = \"CPUUtilization\""),
                        change("    customized_metric_specification {", "    predefined_metric_specification {"),
                        change(
                                "alarm_actions       = [aws_appautoscaling_policy.oldest_age[each.key].arn]",
                                "alarm_actions       = []"),
                        change(
                                "metric_name         = \"jetcord_consumer_oldest_unprocessed_age_seconds\"",
                                "metric_name         = \"jetcord_consumer_in_flight\""),
                        root("consumers   = [\"event-worker\"]", "consumers   = []"),
                        new Break(
                                "services.tf",
                                "consumers           = { for consumer in each.value.consumers : consumer =>"
                                        + " var.scaling[consumer] }",
                                "consumers           = {}"),
                        new Break(
                                "modules/scraping/collector.yaml",
                                "pending|oldest_unprocessed_age_seconds",
                                "in_flight")),
                Control.of(
                        "bridges are as many as the shards need, and at least two",
                        ServiceControls::bridges,
                        root(
                                "min    = max(2, ceil(var.gateway.shards / var.gateway.shards_per_bridge))",
                                "min    = 1")),
                Control.of(
                        "provision and the database users are jobs, not services",
                        ServiceControls::jobs,
                        new Break("services.tf", "resource \"aws_ecs_cluster\" \"this\"", """
                            resource "aws_ecs_service" "provision" {
                              task_definition = module.provision.task_definition_arn
                            }

                            resource "aws_ecs_cluster" "this"\
                            """),
                        new Break("outputs.tf", "[module.provision.family, ", "[")),
                Control.of(
                        "health is asked by /livez, so that an outage of a dependency restarts nothing",
                        ServiceControls::health,
                        new Break("services.tf", "/livez\",", "/readyz\",")),
                Control.of(
                        "every name is registered by what it names",
                        ServiceControls::discovery,
                        change("      registry_arn = service_registries.value\n", ""),
                        new Break(
                                "services.tf",
                                "registry_arn        = module.discovery.registry_arns[each.key]",
                                "registry_arn        = null"),
                        root(
                                "names     = setunion(local.nats_nodes, local.service_names)",
                                "names     = setunion(local.nats_nodes, [\"extra\"])"),
                        new Break("modules/discovery/main.tf", "type = \"A\"", "type = \"SRV\"")));
    }

    private static Break change(String from, String to) {
        return new Break(MODULE + "/main.tf", from, to);
    }

    private static Break root(String from, String to) {
        return new Break("main.tf", from, to);
    }

    private static void deployment(Configuration all, Findings findings) {
        findings.require(
                all.resources("aws_ecs_service").size() == 3, MODULE, "services, nodes and the collector are meant");
        for (Block service : all.resources("aws_ecs_service")) {
            findings.text(service, "FARGATE", "launch_type");
            findings.text(service, "true", "deployment_circuit_breaker", "enable");
            findings.text(service, "true", "deployment_circuit_breaker", "rollback");
        }
        Block rolling = all.resource(MODULE, "aws_ecs_service", "this");
        findings.text(rolling, "100", "deployment_minimum_healthy_percent");
        findings.text(rolling, "200", "deployment_maximum_percent");
        findings.text(
                all.resource("modules/task", "aws_ecs_task_definition", "this"),
                "[\"FARGATE\"]",
                "requires_compatibilities");
        findings.text(all.resource("modules/task", "aws_ecs_task_definition", "this"), "awsvpc", "network_mode");
    }

    private static void stopTimeout(Configuration all, Findings findings) {
        findings.require(
                container(all, "service_task").path("stop_timeout").asText().equals("${var.stop_timeout + 15}"),
                "service_task",
                "is killed too early");
        findings.require(
                all.locals(".").path("common").path("STOP_TIMEOUT").asText().equals("${var.stop_timeout}s"),
                "common",
                "is told another time");
        findings.require(
                all.variable(".", "stop_timeout")
                        .text("validation", "condition")
                        .contains("<= 105"),
                "stop_timeout",
                "may exceed what Fargate waits");
    }

    private static void autoscaling(Configuration all, Findings findings) {
        Block pending = all.resource(MODULE, "aws_appautoscaling_policy", "pending");
        String metrics =
                pending.text("target_tracking_scaling_policy_configuration", "customized_metric_specification");
        findings.require(
                metrics.contains("\"jetcord_consumer_pending\"") && metrics.contains("\"RunningTaskCount\""),
                pending,
                "does not go by what waits for a task");
        for (Block policy : all.resources("aws_appautoscaling_policy")) {
            findings.text(policy, "${var.consumers}", "for_each");
            findings.require(!policy.body().toString().contains("predefined"), policy, "goes by CPU or memory");
        }
        Block age = all.resource(MODULE, "aws_cloudwatch_metric_alarm", "oldest_age");
        findings.text(age, "jetcord_consumer_oldest_unprocessed_age_seconds", "metric_name");
        findings.text(age, "[\"${aws_appautoscaling_policy.oldest_age[each.key].arn}\"]", "alarm_actions");
        JsonNode services = all.locals(".").path("services");
        for (String worker : List.of("command-worker", "event-worker", "eligibility-worker")) {
            findings.require(
                    services.path(worker).path("consumers").toString().contains('"' + worker + '"'),
                    worker,
                    "is not scaled");
        }
        findings.text(
                all.call(".", "service"),
                "${{ for consumer in each.value.consumers : consumer => var.scaling[consumer] }}",
                "consumers");
        findings.require(
                all.text("modules/scraping/collector.yaml")
                        .contains("^jetcord_consumer_(pending|oldest_unprocessed_age_seconds"),
                "collector.yaml",
                "does not publish what scaling goes by");
    }

    private static void bridges(Configuration all, Findings findings) {
        JsonNode size = all.locals(".").path("services").path("gateway-bridge").path("size");
        String needed = "${max(2, ceil(var.gateway.shards / var.gateway.shards_per_bridge))}";
        findings.require(
                size.path("min").asText().equals(needed)
                        && size.path("max").asText().equals(needed),
                "gateway-bridge",
                "runs " + size);
    }

    private static void jobs(Configuration all, Findings findings) {
        for (String job : List.of("provision", "database_roles")) {
            findings.text(all.call(".", job), "./modules/task", "source");
            for (Block service : all.resources("aws_ecs_service")) {
                findings.require(
                        !service.text("task_definition").contains("module." + job + '.'),
                        service,
                        "runs a job for ever");
            }
        }
        Block output = all.blocks("output").stream()
                .filter(block -> block.module().equals(".") && block.name().equals("jobs"))
                .findFirst()
                .orElseThrow();
        findings.texts(output, Set.of("${module.provision.family}", "${module.database_roles.family}"), "value");
    }

    private static void health(Configuration all, Findings findings) {
        JsonNode command = container(all, "service_task").path("health_check").path("command");
        findings.require(
                command.path(command.size() - 1).asText().equals("http://127.0.0.1:${local.operations_port}/livez"),
                "service_task",
                "asks " + command);
    }

    private static void discovery(Configuration all, Findings findings) {
        findings.text(all.call(".", "discovery"), "${setunion(local.nats_nodes, local.service_names)}", "names");
        findings.text(all.call(".", "service"), "${module.discovery.registry_arns[each.key]}", "registry_arn");
        findings.text(all.call(".", "nats"), "${module.discovery.registry_arns}", "registry_arns");
        findings.require(
                all.resource(MODULE, "aws_ecs_service", "this").blocks("service_registries").stream()
                        .anyMatch(registry ->
                                registry.path("registry_arn").asText().equals("${service_registries.value}")),
                MODULE,
                "registers nothing");
        findings.text(
                all.resource("modules/discovery", "aws_service_discovery_service", "this"),
                "A",
                "dns_config",
                "dns_records",
                "type");
    }

    private static JsonNode container(Configuration all, String call) {
        return all.call(".", call).at("containers").path(0);
    }
}
