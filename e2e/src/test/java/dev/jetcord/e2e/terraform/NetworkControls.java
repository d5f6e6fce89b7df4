package dev.jetcord.e2e.terraform;

import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;

/** Everything that runs lies in private subnets. */
final class NetworkControls {
    private static final String MODULE = "modules/network";
    private static final String SUBNETS = "${local.private_subnets}";
    /** What has, or gives, a way in from outside. */
    private static final Set<String> PUBLIC =
            Set.of("aws_lb", "aws_alb", "aws_elb", "aws_instance", "aws_apigatewayv2_api");

    private NetworkControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "no subnet gives a public address, and only NAT gateways have one",
                        NetworkControls::noPublicAddress,
                        new Break(MODULE + "/main.tf", """
                            map_public_ip_on_launch = false

                              tags = merge(var.tags, { Name = "${var.name}-private\
                            """, """
                                map_public_ip_on_launch = true

                                  tags = merge(var.tags, { Name = "${var.name}-private\
                                """),
                        new Break("modules/service/main.tf", "assign_public_ip = false", "assign_public_ip = true"),
                        new Break("modules/nats/node/main.tf", "assign_public_ip = false", "assign_public_ip = true"),
                        new Break("modules/scraping/main.tf", "    assign_public_ip = false\n", ""),
                        new Break(
                                "modules/database/main.tf",
                                "publicly_accessible    = false",
                                "publicly_accessible    = true"),
                        new Break(
                                "services.tf",
                                "resource \"aws_ecs_cluster\" \"this\"",
                                "resource \"aws_lb\" \"this\" {}\n\nresource \"aws_ecs_cluster\" \"this\"")),
                Control.of(
                        "private subnets go out through NAT only",
                        NetworkControls::privateThroughNat,
                        new Break(
                                MODULE + "/main.tf",
                                "route_table_id         = aws_route_table.public.id",
                                "route_table_id         = aws_route_table.private[\"a\"].id"),
                        new Break(
                                MODULE + "/main.tf",
                                "route_table_id = aws_route_table.private[each.value].id",
                                "route_table_id = aws_route_table.public.id")),
                Control.of(
                        "NATS, services, jobs, database and storage are put into private subnets",
                        NetworkControls::placement,
                        new Break(MODULE + "/outputs.tf", "aws_subnet.private[zone].id", "aws_subnet.public[zone].id"),
                        new Break("main.tf", "= module.network.private_subnet_ids", "= []"),
                        new Break(
                                "modules/nats/node/main.tf",
                                "subnets          = [var.subnet_id]",
                                "subnets          = []"),
                        new Break(
                                "modules/nats/main.tf",
                                "subnet_id       = var.subnet_ids[2]",
                                "subnet_id       = var.subnet_ids[1]"),
                        new Break(
                                "modules/database/main.tf",
                                "db_subnet_group_name   = aws_db_subnet_group.this.name\n",
                                "")));
    }

    private static void noPublicAddress(Configuration all, Findings findings) {
        findings.require(all.resources("aws_subnet").size() == 2, MODULE, "private and public subnets are meant");
        for (Block subnet : all.resources("aws_subnet")) {
            findings.text(subnet, "false", "map_public_ip_on_launch");
        }
        for (Block service : all.resources("aws_ecs_service")) {
            findings.text(service, "false", "network_configuration", "assign_public_ip");
        }
        for (Block database : all.resources("aws_db_instance")) {
            findings.text(database, "false", "publicly_accessible");
        }
        for (Block address : all.resources("aws_eip")) {
            findings.require(
                    address.module().equals(MODULE) && address.name().equals("nat"), address, "is no NAT gateway's");
        }
        for (Block resource : all.resources()) {
            findings.require(!PUBLIC.contains(resource.type()), resource, "can be reached from outside");
        }
    }

    private static void privateThroughNat(Configuration all, Findings findings) {
        for (Block route : all.resources("aws_route")) {
            boolean ofPublic = route.has("${aws_route_table.public.id}", "route_table_id");
            findings.require(
                    ofPublic || route.text("gateway_id").isEmpty(), route, "leads out of a private subnet past NAT");
        }
        findings.text(
                all.resource(MODULE, "aws_route_table_association", "private"),
                "${aws_route_table.private[each.value].id}",
                "route_table_id");
        findings.text(
                all.resource(MODULE, "aws_nat_gateway", "this"), "${aws_subnet.public[each.value].id}", "subnet_id");
    }

    private static void placement(Configuration all, Findings findings) {
        Block output = all.blocks("output").stream()
                .filter(block -> block.module().equals(MODULE) && block.name().equals("private_subnet_ids"))
                .findFirst()
                .orElseThrow();
        findings.text(output, "${[for zone in var.availability_zones : aws_subnet.private[zone].id]}", "value");
        findings.require(
                all.locals(".").path("private_subnets").asText().equals("${module.network.private_subnet_ids}"),
                "main.tf",
                "private_subnets are others");
        for (String module : List.of("storage", "nats", "database", "service", "scraping")) {
            findings.text(all.call(".", module), SUBNETS, "subnet_ids");
        }
        for (String module : List.of("modules/service", "modules/scraping")) {
            findings.text(
                    all.resource(module, "aws_ecs_service", "this"),
                    "${var.subnet_ids}",
                    "network_configuration",
                    "subnets");
        }
        findings.texts(
                all.resource("modules/nats/node", "aws_ecs_service", "this"),
                Set.of("${var.subnet_id}"),
                "network_configuration",
                "subnets");
        for (int node = 1; node <= 3; node++) {
            findings.text(
                    all.call("modules/nats", "node_" + node), "${var.subnet_ids[" + (node - 1) + "]}", "subnet_id");
        }
        findings.text(
                all.resource("modules/database", "aws_db_subnet_group", "this"), "${var.subnet_ids}", "subnet_ids");
        findings.text(
                all.resource("modules/database", "aws_db_instance", "this"),
                "${aws_db_subnet_group.this.name}",
                "db_subnet_group_name");
    }
}
