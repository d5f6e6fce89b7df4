package dev.jetcord.e2e.terraform;

import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Metrics reach AWS, and somebody is told. */
final class MonitoringControls {
    private static final String SCRAPING = "modules/scraping";
    private static final String COLLECTOR = SCRAPING + "/collector.yaml";
    private static final String ALARMS = "modules/alarms";
    private static final String ALARM = "aws_cloudwatch_metric_alarm";

    private MonitoringControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "every task of every service is scraped, into Managed Prometheus and CloudWatch",
                        MonitoringControls::scraping,
                        new Break(
                                "monitoring.tf",
                                "services           = keys(local.services)",
                                "services           = [\"gateway-bridge\"]"),
                        new Break(
                                "monitoring.tf",
                                "port               = local.operations_port",
                                "port               = 9090"),
                        new Break(COLLECTOR, "exporters: [prometheusremotewrite]", "exporters: [debug]"),
                        new Break(COLLECTOR, "exporters: [awsemf]", "exporters: [debug]"),
                        new Break(COLLECTOR, "metrics_ports: [${port}]", "metrics_ports: [9090]"),
                        new Break(
                                SCRAPING + "/main.tf",
                                "actions   = [\"aps:RemoteWrite\"]",
                                "actions   = [\"aps:QueryMetrics\"]")),
                Control.of(
                        "the alerts and recording rules of every fleet are evaluated, certificates included, and sent",
                        MonitoringControls::rules,
                        new Break(
                                "../prometheus/alerts.yml",
                                "jetcord_nats_certificate_expiry_timestamp_seconds",
                                "jetcord_nats_connected"),
                        new Break(
                                SCRAPING + "/main.tf", "toset([\"recording\", \"alerts\"])", "toset([\"recording\"])"),
                        new Break(
                                SCRAPING + "/main.tf",
                                "file(\"${path.module}/../../../prometheus/${each.value}.yml\")",
                                "\"\""),
                        new Break(SCRAPING + "/main.tf", "topic_arn = var.topic_arn", "topic_arn = \"\""),
                        new Break(
                                "modules/topic/main.tf",
                                "identifiers = [\"cloudwatch.amazonaws.com\", \"aps.amazonaws.com\"]",
                                "identifiers = [\"cloudwatch.amazonaws.com\"]")),
                Control.of(
                        "too few tasks are told",
                        (all, findings) ->
                                metric(all, findings, "task_count", "ECS/ContainerInsights", "RunningTaskCount"),
                        alarms(
                                "${var.name}-${each.key}-tasks\"",
                                "${var.name}-${each.key}\"\n  actions_enabled = false #\""),
                        alarms("""
                            each.value
                              treat_missing_data  = "breaching"
                              alarm_actions       = [var.topic_arn]
                              ok_actions          = [var.topic_arn]

                              tags = var.tags
                            }

                            ################################################################################
                            # NATS\
                            """, """
                            each.value
                              treat_missing_data  = "breaching"

                              tags = var.tags
                            }

                            ################################################################################
                            # NATS\
                            """),
                        new Break("monitoring.tf", "{ collector = 1 }, ", ""),
                        new Break("services.tf", "value = \"enabled\"", "value = \"disabled\"")),
                Control.of(
                        "messages that wait too long are told",
                        (all, findings) -> metric(
                                all,
                                findings,
                                "oldest_age",
                                "${var.metrics_namespace}",
                                "jetcord_consumer_oldest_unprocessed_age_seconds"),
                        alarms(
                                "metric_name         = \"jetcord_consumer_oldest_unprocessed_age_seconds\"",
                                "metric_name         = \"jetcord_consumer_parked\"")),
                Control.of(
                        "dead letters are told",
                        (all, findings) -> metric(
                                all,
                                findings,
                                "dead_letters",
                                "${var.metrics_namespace}",
                                "jetcord_consumer_dead_letters_total"),
                        alarms("""
                            resource "aws_cloudwatch_metric_alarm" "dead_letters" {
                              for_each = var.consumers\
                            """, "resource \"aws_cloudwatch_metric_alarm\" \"dead_letters\" {\n  for_each = {}")),
                Control.of(
                        "a lost quorum is told",
                        MonitoringControls::quorum,
                        alarms("threshold           = 2\n", "threshold           = 1\n"),
                        alarms("?\\\"NO quorum\\\" ", ""),
                        alarms("metric_name         = \"nats_no_quorum\"", "metric_name         = \"other\""),
                        alarms("metric_name         = \"jetcord_nats_connected\"", "metric_name         = \"other\""),
                        new Break(
                                "monitoring.tf",
                                "nats_log_groups     = module.nats.log_group_names",
                                "nats_log_groups     = {}")),
                Control.of(
                        "storage that fills up is told",
                        MonitoringControls::storage,
                        alarms("metric_name         = \"StorageBytes\"", "metric_name         = \"ClientConnections\""),
                        alarms("toset([\"DEADLETTERS\", \"ELIGIBILITY\", \"EVENTS\"])", "toset([\"EVENTS\"])"),
                        alarms(
                                "metric_name         = \"FreeStorageSpace\"",
                                "metric_name         = \"CPUUtilization\"")));
    }

    private static Break alarms(String from, String to) {
        return new Break(ALARMS + "/main.tf", from, to);
    }

    private static void scraping(Configuration all, Findings findings) {
        Block call = all.call(".", "scraping");
        findings.text(call, "${keys(local.services)}", "services");
        findings.text(call, "${local.operations_port}", "port");
        String collector = all.text(COLLECTOR);
        for (String line : List.of(
                "metrics_ports: [${port}]",
                "exporters: [prometheusremotewrite]",
                "exporters: [awsemf]",
                "name_pattern: ^(${join(\"|\", services)})$",
                "files: [/targets/targets.yaml]",
                "result_file: /targets/targets.yaml")) {
            findings.require(collector.contains(line), COLLECTOR, "lacks " + line);
        }
        Set<String> actions = new TreeSet<>();
        all.policy(SCRAPING, "collector")
                .blocks("statement")
                .forEach(statement -> actions.addAll(Block.texts(statement, "actions")));
        findings.require(
                actions.containsAll(Set.of("aps:RemoteWrite", "logs:PutLogEvents", "ecs:ListTasks")),
                SCRAPING,
                "may not do what it must: " + actions);
    }

    private static void rules(Configuration all, Findings findings) {
        Block rules = all.resource(SCRAPING, "aws_prometheus_rule_group_namespace", "this");
        findings.text(rules, "${toset([\"recording\", \"alerts\"])}", "for_each");
        findings.text(rules, "${file(\"${path.module}/../../../prometheus/${each.value}.yml\")}", "data");
        findings.require(
                all.text("../prometheus/alerts.yml").contains("jetcord_nats_certificate_expiry_timestamp_seconds"),
                rules,
                "no alert speaks of certificates");
        findings.require(
                all.resource(SCRAPING, "aws_prometheus_alert_manager_definition", "this")
                        .text("definition")
                        .contains("topic_arn = var.topic_arn"),
                SCRAPING,
                "alerts are sent nowhere");
        findings.texts(
                all.policy("modules/topic", "this"),
                Set.of("cloudwatch.amazonaws.com", "aps.amazonaws.com"),
                "statement",
                "principals",
                "identifiers");
        findings.text(
                all.resource("modules/topic", "aws_sns_topic", "this"), "${var.kms_key_arn}", "kms_master_key_id");
    }

    private static void quorum(Configuration all, Findings findings) {
        Block running = all.resource(ALARMS, ALARM, "quorum");
        told(running, findings);
        findings.text(running, "2", "threshold");
        findings.text(running, "LessThanThreshold", "comparison_operator");
        String pattern = all.resource(ALARMS, "aws_cloudwatch_log_metric_filter", "no_quorum")
                .text("pattern");
        findings.require(
                pattern.contains("NO quorum") && pattern.contains("no metadata leader"),
                ALARMS,
                "looks for " + pattern);
        metric(all, findings, "no_quorum", "${var.metrics_namespace}", "nats_no_quorum");
        metric(all, findings, "disconnected", "${var.metrics_namespace}", "jetcord_nats_connected");
        findings.text(all.call(".", "alarms"), "${module.nats.log_group_names}", "nats_log_groups");
    }

    private static void storage(Configuration all, Findings findings) {
        metric(all, findings, "nats_storage", "AWS/EFS", "StorageBytes");
        metric(all, findings, "database_storage", "AWS/RDS", "FreeStorageSpace");
        Block fill = all.resource(ALARMS, ALARM, "stream_fill");
        told(fill, findings);
        findings.text(fill, "${toset([\"DEADLETTERS\", \"ELIGIBILITY\", \"EVENTS\"])}", "for_each");
    }

    private static void metric(Configuration all, Findings findings, String name, String namespace, String metric) {
        Block alarm = all.resource(ALARMS, ALARM, name);
        told(alarm, findings);
        findings.text(alarm, namespace, "namespace");
        findings.text(alarm, metric, "metric_name");
        if (metric.equals("RunningTaskCount")) {
            findings.text(alarm, "breaching", "treat_missing_data");
            findings.require(
                    all.call(".", "alarms").text("tasks").contains("{ collector = 1 }"), alarm, "not of all services");
            findings.require(
                    all.resource(".", "aws_ecs_cluster", "this")
                            .text("setting", "value")
                            .equals("enabled"),
                    alarm,
                    "the metric is not made");
        }
        if (alarm.body().has("for_each")) {
            findings.require(alarm.text("for_each").startsWith("${var."), alarm, "is made for nothing");
        }
    }

    private static void told(Block alarm, Findings findings) {
        findings.texts(alarm, Set.of("${var.topic_arn}"), "alarm_actions");
        findings.text(alarm, "", "actions_enabled");
    }
}
