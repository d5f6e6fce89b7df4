package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may talk to whom. */
final class SecurityGroupControls {
    private static final String MODULE = "modules/security-groups";
    private static final String INGRESS = "aws_vpc_security_group_ingress_rule";
    private static final String EGRESS = "aws_vpc_security_group_egress_rule";
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final Set<String> SERVICES =
            Set.of("gateway-bridge", "command-worker", "event-worker", "eligibility-worker");

    private SecurityGroupControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "nothing is let in from anywhere, and by nothing but the table",
                        SecurityGroupControls::noIngressFromAnywhere,
                        change("cidr_ipv4         = var.vpc_cidr_block", "cidr_ipv4         = \"0.0.0.0/0\""),
                        change("cidr_ipv4         = var.vpc_cidr_block", "cidr_ipv6         = \"::/0\""),
                        change("  description = each.value\n", "  description = each.value\n  ingress {}\n"),
                        change("resource \"aws_security_group\" \"this\"", """
                            resource "aws_security_group_rule" "more" {}

                            resource "aws_security_group" "this"\
                            """),
                        change(
                                "resource \"aws_security_group\" \"this\"",
                                "resource \"" + INGRESS
                                        + "\" \"more\" {}\n\nresource \"aws_security_group\" \"this\"")),
                Control.of(
                        "a row of the table opens its one port, on both sides",
                        SecurityGroupControls::rowsAreWhatIsOpened,
                        change("""
                            this[each.value.to].id
                              referenced_security_group_id = aws_security_group.this[each.value.from].id\
                            """, "this[each.value.to].id\n  cidr_ipv4 = \"10.0.0.0/8\""),
                        change("""
                            this[each.value.from].id
                              referenced_security_group_id = aws_security_group.this[each.value.to].id
                              ip_protocol                  = "tcp"\
                            """, """
                            this[each.value.from].id
                              referenced_security_group_id = aws_security_group.this[each.value.to].id
                              ip_protocol                  = "-1"\
                            """)),
                Control.of(
                        "4222 is open to the services and provision alone",
                        (all, findings) -> openTo(
                                all,
                                findings,
                                "nats",
                                4222,
                                Set.of(
                                        "gateway-bridge",
                                        "command-worker",
                                        "event-worker",
                                        "eligibility-worker",
                                        "provision")),
                        change(
                                "{ from = \"provision\", to = \"nats\", port = 4222 }",
                                "{ from = \"collector\", to = \"nats\", port = 4222 }")),
                Control.of(
                        "6222 is open to NATS itself alone",
                        (all, findings) -> openTo(all, findings, "nats", 6222, Set.of("nats")),
                        change(
                                "{ from = \"nats\", to = \"nats\", port = 6222 }",
                                "{ from = \"provision\", to = \"nats\", port = 6222 }")),
                Control.of(
                        "8222 is open to the VPC alone",
                        SecurityGroupControls::monitoringFromTheVpc,
                        change("cidr_ipv4         = var.vpc_cidr_block", "cidr_ipv4         = \"10.0.0.0/8\""),
                        change("from_port         = 8222", "from_port         = 4222"),
                        new Break(
                                "main.tf",
                                "vpc_cidr_block    = module.network.vpc_cidr_block",
                                "vpc_cidr_block    = \"10.0.0.0/8\"")),
                Control.of(
                        "metrics are open to the collector alone",
                        (all, findings) ->
                                SERVICES.forEach(service -> openTo(all, findings, service, 8080, Set.of("collector"))),
                        change(
                                "{ from = \"collector\", to = \"gateway-bridge\", port = 8080 }",
                                "{ from = \"event-worker\", to = \"gateway-bridge\", port = 8080 }"),
                        change("""
                                collector-to-event-worker       = { from = "collector", to = "event-worker", port = 8080 }
                            """, "")),
                Control.of(
                        "storage and database are open to who stores there alone",
                        SecurityGroupControls::stores,
                        change(
                                "{ from = \"nats\", to = \"storage\", port = 2049 }",
                                "{ from = \"collector\", to = \"storage\", port = 2049 }"),
                        change(
                                "{ from = \"event-worker\", to = \"database\", port = 5432 }",
                                "{ from = \"command-worker\", to = \"database\", port = 5432 }")),
                Control.of(
                        "only what talks to Discord or a chain gets out, and by 443",
                        SecurityGroupControls::internetBy443,
                        change(
                                "internet = toset([\"gateway-bridge\",",
                                "internet = toset([\"nats\", \"gateway-bridge\","),
                        change("""
                            cidr_ipv4         = "0.0.0.0/0"
                              ip_protocol       = "tcp"
                              from_port         = 443\
                            """, """
                            cidr_ipv4         = "0.0.0.0/0"
                              ip_protocol       = "tcp"
                              from_port         = 1\
                            """),
                        change("prefix_list_id    = var.s3_prefix_list_id", "cidr_ipv4         = \"0.0.0.0/0\"")),
                Control.of(
                        "everything is in the group of its name",
                        SecurityGroupControls::membership,
                        new Break(
                                "services.tf",
                                "security_group_id   = local.security_groups[each.key]",
                                "security_group_id   = local.security_groups[\"provision\"]"),
                        new Break(
                                "main.tf",
                                "security_group_id  = local.security_groups[\"nats\"]",
                                "security_group_id  = local.security_groups[\"provision\"]"),
                        new Break(
                                "modules/nats/node/main.tf",
                                "security_groups  = [var.security_group_id]",
                                "security_groups  = []"),
                        new Break(
                                "modules/network/main.tf",
                                "security_group_ids  = [var.endpoint_security_group_id]",
                                "security_group_ids  = []")));
    }

    private static Break change(String from, String to) {
        return new Break(MODULE + "/main.tf", from, to);
    }

    private static void noIngressFromAnywhere(Configuration all, Findings findings) {
        for (Block rule : all.resources(INGRESS)) {
            findings.require(!rule.body().toString().contains(ANYWHERE), rule, "is open to anywhere");
            findings.text(rule, "", "cidr_ipv6");
        }
        for (String type : List.of("aws_security_group", "aws_default_security_group")) {
            for (Block group : all.resources(type)) {
                findings.require(
                        group.blocks("ingress").isEmpty()
                                && group.blocks("egress").isEmpty(),
                        group,
                        "has rules of its own");
            }
        }
        findings.require(all.resources("aws_security_group_rule").isEmpty(), MODULE, "a rule stands outside the table");
        Set<String> rules = new TreeSet<>();
        all.resources(INGRESS).forEach(rule -> rules.add(rule.module() + '.' + rule.name()));
        findings.require(
                rules.equals(Set.of(MODULE + ".flow", MODULE + ".nats_monitoring")), MODULE, "opened by " + rules);
    }

    private static void rowsAreWhatIsOpened(Configuration all, Findings findings) {
        for (String type : List.of(INGRESS, EGRESS)) {
            Block rule = all.resource(MODULE, type, "flow");
            boolean in = type.equals(INGRESS);
            findings.text(rule, "${local.flows}", "for_each");
            findings.text(rule, group(in ? "to" : "from"), "security_group_id");
            findings.text(rule, group(in ? "from" : "to"), "referenced_security_group_id");
            findings.text(rule, "", "cidr_ipv4");
            findings.text(rule, "", "prefix_list_id");
            port(findings, rule, "${each.value.port}");
        }
    }

    private static void monitoringFromTheVpc(Configuration all, Findings findings) {
        Block rule = all.resource(MODULE, INGRESS, "nats_monitoring");
        findings.text(rule, "${var.vpc_cidr_block}", "cidr_ipv4");
        port(findings, rule, "8222");
        findings.text(all.call(".", "security_groups"), "${module.network.vpc_cidr_block}", "vpc_cidr_block");
        openTo(all, findings, "nats", 8222, Set.of());
    }

    private static void stores(Configuration all, Findings findings) {
        openTo(all, findings, "storage", 2049, Set.of("nats"));
        openTo(all, findings, "database", 5432, Set.of("event-worker", "eligibility-worker", "database-roles"));
    }

    private static void internetBy443(Configuration all, Findings findings) {
        findings.require(
                all.locals(MODULE)
                        .path("internet")
                        .asText()
                        .equals("${toset([\"gateway-bridge\", \"command-worker\", \"eligibility-worker\","
                                + " \"provision\"])}"),
                MODULE,
                "others may reach the internet");
        for (Block rule : all.resources(EGRESS)) {
            findings.text(rule, "", "cidr_ipv6");
            if (rule.name().equals("internet")) {
                findings.text(rule, "${local.internet}", "for_each");
                port(findings, rule, "443");
            } else {
                findings.text(rule, "", "cidr_ipv4");
            }
        }
        port(findings, all.resource(MODULE, EGRESS, "s3"), "443");
    }

    private static void membership(Configuration all, Findings findings) {
        for (String module : List.of("nats", "storage", "database", "collector")) {
            Block call = all.call(".", module.equals("collector") ? "scraping" : module);
            findings.text(call, "${local.security_groups[\"" + module + "\"]}", "security_group_id");
        }
        findings.text(all.call(".", "service"), "${local.security_groups[each.key]}", "security_group_id");
        findings.text(
                all.call(".", "network"), "${local.security_groups[\"endpoints\"]}", "endpoint_security_group_id");
        for (Block service : all.resources("aws_ecs_service")) {
            findings.texts(service, Set.of("${var.security_group_id}"), "network_configuration", "security_groups");
        }
        findings.texts(
                all.resource("modules/database", "aws_db_instance", "this"),
                Set.of("${var.security_group_id}"),
                "vpc_security_group_ids");
        findings.texts(
                all.resource("modules/storage", "aws_efs_mount_target", "this"),
                Set.of("${var.security_group_id}"),
                "security_groups");
        findings.texts(
                all.resource("modules/network", "aws_vpc_endpoint", "interface"),
                Set.of("${var.endpoint_security_group_id}"),
                "security_group_ids");
    }

    /** Only who is named has a row to that port, and those have one. */
    private static void openTo(Configuration all, Findings findings, String to, int port, Set<String> from) {
        Set<String> open = new TreeSet<>();
        for (JsonNode row : all.locals(MODULE).path("flows")) {
            if (row.path("to").asText().equals(to) && row.path("port").asInt() == port) {
                open.add(row.path("from").asText());
            }
        }
        findings.require(open.equals(from), MODULE, to + ":" + port + " is open to " + open);
    }

    private static void port(Findings findings, Block rule, String port) {
        findings.text(rule, "tcp", "ip_protocol");
        findings.text(rule, port, "from_port");
        findings.text(rule, port, "to_port");
    }

    private static String group(String side) {
        return "${aws_security_group.this[each.value." + side + "].id}";
    }
}
