package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is reachable from where. */
final class NetworkControls {
    private static final String GROUPS = "modules/security-groups";
    private static final String GROUPS_FILE = GROUPS + "/main.tf";
    private static final String NETWORK_FILE = "modules/network/main.tf";
    private static final String ANYWHERE = "0.0.0.0/0";

    private static final Set<String> SERVICES =
            Set.of("gateway-bridge", "command-worker", "event-worker", "eligibility-worker");
    private static final Set<String> CLIENTS =
            Set.of("gateway-bridge", "command-worker", "event-worker", "eligibility-worker", "provision");

    private NetworkControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "no subnet gives a public address",
                        NetworkControls::noPublicAddress,
                        new Break(
                                NETWORK_FILE,
                                "index(var.availability_zones, each.value))\n  map_public_ip_on_launch = false\n\n  tags = merge(var.tags, { Name = \"${var.name}-private",
                                "index(var.availability_zones, each.value))\n  map_public_ip_on_launch = true\n\n  tags = merge(var.tags, { Name = \"${var.name}-private")),
                Control.of(
                        "private subnets go out through NAT only",
                        NetworkControls::privateThroughNat,
                        new Break(
                                NETWORK_FILE,
                                "route_table_id         = aws_route_table.public.id",
                                "route_table_id         = aws_route_table.private[\"a\"].id"),
                        new Break(
                                NETWORK_FILE,
                                "route_table_id = aws_route_table.private[each.value].id",
                                "route_table_id = aws_route_table.public.id")),
                Control.of(
                        "nothing is let in from anywhere",
                        NetworkControls::noIngressFromAnywhere,
                        new Break(
                                GROUPS_FILE,
                                "cidr_ipv4         = var.vpc_cidr_block",
                                "cidr_ipv4         = \"0.0.0.0/0\""),
                        new Break(
                                GROUPS_FILE, "cidr_ipv4         = var.vpc_cidr_block", "cidr_ipv6         = \"::/0\""),
                        new Break(
                                GROUPS_FILE,
                                "  description = each.value\n",
                                "  description = each.value\n  ingress {\n    from_port = 1\n    to_port = 2\n    protocol = \"tcp\"\n    cidr_blocks = [\"10.0.0.0/8\"]\n  }\n")),
                Control.of(
                        "a row of the table opens its one port on both sides",
                        NetworkControls::rowsAreWhatIsOpened,
                        new Break(
                                GROUPS_FILE,
                                "this[each.value.to].id\n  referenced_security_group_id = aws_security_group.this[each.value.from].id",
                                "this[each.value.to].id\n  cidr_ipv4 = \"10.0.0.0/8\""),
                        new Break(
                                GROUPS_FILE,
                                "this[each.value.from].id\n  referenced_security_group_id = aws_security_group.this[each.value.to].id\n  ip_protocol                  = \"tcp\"",
                                "this[each.value.from].id\n  referenced_security_group_id = aws_security_group.this[each.value.to].id\n  ip_protocol                  = \"-1\"")),
                Control.of(
                        "4222 is open to the services and provision alone",
                        (all, findings) -> openTo(all, findings, "nats", 4222, CLIENTS),
                        new Break(
                                GROUPS_FILE,
                                "{ from = \"provision\", to = \"nats\", port = 4222 }",
                                "{ from = \"collector\", to = \"nats\", port = 4222 }")),
                Control.of(
                        "6222 is open to NATS itself alone",
                        (all, findings) -> openTo(all, findings, "nats", 6222, Set.of("nats")),
                        new Break(
                                GROUPS_FILE,
                                "{ from = \"nats\", to = \"nats\", port = 6222 }",
                                "{ from = \"provision\", to = \"nats\", port = 6222 }")),
                Control.of(
                        "8222 is open to the VPC alone",
                        NetworkControls::monitoringFromTheVpc,
                        new Break(
                                GROUPS_FILE,
                                "cidr_ipv4         = var.vpc_cidr_block",
                                "cidr_ipv4         = \"10.0.0.0/8\""),
                        new Break(GROUPS_FILE, "from_port         = 8222", "from_port         = 4222")),
                Control.of(
                        "metrics are open to the collector alone",
                        (all, findings) ->
                                SERVICES.forEach(service -> openTo(all, findings, service, 8080, Set.of("collector"))),
                        new Break(
                                GROUPS_FILE,
                                "{ from = \"collector\", to = \"gateway-bridge\", port = 8080 }",
                                "{ from = \"event-worker\", to = \"gateway-bridge\", port = 8080 }")),
                Control.of(
                        "storage and database are open to who stores there alone",
                        (all, findings) -> {
                            openTo(all, findings, "storage", 2049, Set.of("nats"));
                            openTo(
                                    all,
                                    findings,
                                    "database",
                                    5432,
                                    Set.of("event-worker", "eligibility-worker", "database-roles"));
                        },
                        new Break(
                                GROUPS_FILE,
                                "{ from = \"nats\", to = \"storage\", port = 2049 }",
                                "{ from = \"collector\", to = \"storage\", port = 2049 }"),
                        new Break(
                                GROUPS_FILE,
                                "{ from = \"event-worker\", to = \"database\", port = 5432 }",
                                "{ from = \"command-worker\", to = \"database\", port = 5432 }")),
                Control.of(
                        "only what talks to Discord or a chain gets out, and by 443",
                        NetworkControls::internetFor443,
                        new Break(
                                GROUPS_FILE,
                                "internet = toset([\"gateway-bridge\",",
                                "internet = toset([\"nats\", \"gateway-bridge\","),
                        new Break(
                                GROUPS_FILE,
                                "cidr_ipv4         = \"0.0.0.0/0\"\n  ip_protocol       = \"tcp\"\n  from_port         = 443",
                                "cidr_ipv4         = \"0.0.0.0/0\"\n  ip_protocol       = \"tcp\"\n  from_port         = 1")));
    }

    private static void noPublicAddress(Configuration all, Findings findings) {
        findings.require(all.resources("aws_subnet").size() == 2, NETWORK_FILE, "private and public subnets are meant");
        for (Block subnet : all.resources("aws_subnet")) {
            findings.require(subnet.text("map_public_ip_on_launch").equals("false"), subnet, "gives public addresses");
        }
    }

    private static void privateThroughNat(Configuration all, Findings findings) {
        for (Block route : all.resources("aws_route")) {
            boolean ofPrivate = !route.text("route_table_id").equals("${aws_route_table.public.id}");
            findings.require(
                    ofPrivate
                            ? route.text("gateway_id").isEmpty()
                                    && !route.text("nat_gateway_id").isEmpty()
                            : true,
                    route,
                    "a private subnet must not be routed to the internet gateway");
        }
        Block association = all.resources("aws_route_table_association").stream()
                .filter(block -> block.name().equals("private"))
                .findFirst()
                .orElseThrow();
        findings.require(
                association.text("route_table_id").startsWith("${aws_route_table.private["),
                association,
                "must be of the private route tables");
    }

    private static void noIngressFromAnywhere(Configuration all, Findings findings) {
        for (Block rule : all.resources("aws_vpc_security_group_ingress_rule")) {
            findings.require(!rule.body().toString().contains(ANYWHERE), rule, "is open to anywhere");
            findings.require(rule.text("cidr_ipv6").isEmpty(), rule, "is open to IPv6");
        }
        // Each of these could open what the table does not.
        for (Block group : all.resources("aws_security_group")) {
            findings.require(
                    group.blocks("ingress").isEmpty() && group.blocks("egress").isEmpty(),
                    group,
                    "has rules of its own");
        }
        for (Block group : all.resources("aws_default_security_group")) {
            findings.require(
                    group.blocks("ingress").isEmpty() && group.blocks("egress").isEmpty(),
                    group,
                    "the default group must stay closed");
        }
        findings.require(
                all.resources("aws_security_group_rule").isEmpty(),
                "aws_security_group_rule",
                "stands outside the table");
        findings.require(
                all.resources("aws_vpc_security_group_ingress_rule").stream()
                        .map(Block::toString)
                        .toList()
                        .equals(List.of(
                                GROUPS_FILE + ": aws_vpc_security_group_ingress_rule.flow",
                                GROUPS_FILE + ": aws_vpc_security_group_ingress_rule.nats_monitoring")),
                GROUPS_FILE,
                "only the table and NATS' monitoring open anything");
    }

    private static void rowsAreWhatIsOpened(Configuration all, Findings findings) {
        for (String direction : List.of("ingress", "egress")) {
            Block rule = named(all, "aws_vpc_security_group_" + direction + "_rule", "flow");
            boolean in = direction.equals("ingress");
            findings.require(rule.text("for_each").equals("${local.flows}"), rule, "must be made from the table");
            findings.require(
                    rule.text("security_group_id").equals(group(in ? "to" : "from")), rule, "is of another group");
            findings.require(
                    rule.text("referenced_security_group_id").equals(group(in ? "from" : "to")),
                    rule,
                    "must name a group");
            findings.require(
                    rule.text("cidr_ipv4").isEmpty()
                            && rule.text("prefix_list_id").isEmpty(),
                    rule,
                    "must name a group");
            openPort(findings, rule, "${each.value.port}");
        }
    }

    private static void monitoringFromTheVpc(Configuration all, Findings findings) {
        Block rule = named(all, "aws_vpc_security_group_ingress_rule", "nats_monitoring");
        findings.require(rule.text("cidr_ipv4").equals("${var.vpc_cidr_block}"), rule, "must be open to the VPC");
        openPort(findings, rule, "8222");
        openTo(all, findings, "nats", 8222, Set.of());
    }

    private static void internetFor443(Configuration all, Findings findings) {
        Set<String> internet = new TreeSet<>();
        for (String name : List.of("gateway-bridge", "command-worker", "eligibility-worker", "provision")) {
            internet.add('"' + name + '"');
        }
        String members = all.locals(GROUPS).path("internet").asText().replaceAll("^\\$\\{toset\\(\\[|]\\)}$", "");
        findings.require(
                new TreeSet<>(List.of(members.split(",\\s*", -1))).equals(internet),
                GROUPS_FILE,
                "who may reach the internet: " + members);
        for (Block rule : all.resources("aws_vpc_security_group_egress_rule")) {
            if (rule.body().toString().contains(ANYWHERE)) {
                findings.require(rule.text("for_each").equals("${local.internet}"), rule, "is not of those who may");
                openPort(findings, rule, "443");
            }
            findings.require(rule.text("cidr_ipv6").isEmpty(), rule, "is open to IPv6");
        }
    }

    /** Only who is named has a row to that port, and those have one. */
    private static void openTo(Configuration all, Findings findings, String to, int port, Set<String> from) {
        Set<String> open = new TreeSet<>();
        for (JsonNode row : all.locals(GROUPS).path("flows")) {
            if (row.path("to").asText().equals(to) && row.path("port").asInt() == port) {
                open.add(row.path("from").asText());
            }
        }
        findings.require(open.equals(from), GROUPS_FILE, to + ":" + port + " is open to " + open);
    }

    private static void openPort(Findings findings, Block rule, String port) {
        findings.require(rule.text("ip_protocol").equals("tcp"), rule, "must be of TCP");
        findings.require(
                rule.text("from_port").equals(port) && rule.text("to_port").equals(port), rule, "must open " + port);
    }

    private static String group(String side) {
        return "${aws_security_group.this[each.value." + side + "].id}";
    }

    private static Block named(Configuration all, String type, String name) {
        return all.resources(type).stream()
                .filter(block -> block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + type + "." + name));
    }
}
