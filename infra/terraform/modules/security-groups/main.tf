# Who may talk to whom, as one table. Each row opens one port of one group to one other group, on both sides; what has
# no row is closed. DNS needs none: security groups do not filter the VPC's own resolver.

locals {
  groups = {
    nats               = "NATS nodes"
    gateway-bridge     = "Gateway bridges"
    command-worker     = "Command workers"
    event-worker       = "Event workers"
    eligibility-worker = "Eligibility workers"
    provision          = "The provisioning job"
    database-roles     = "The job that makes the database users"
    collector          = "The metrics collector"
    storage            = "Mount targets of the NATS storage"
    database           = "PostgreSQL"
    endpoints          = "Interface endpoints of AWS services"
  }

  flows = {
    gateway-bridge-to-nats     = { from = "gateway-bridge", to = "nats", port = 4222 }
    command-worker-to-nats     = { from = "command-worker", to = "nats", port = 4222 }
    event-worker-to-nats       = { from = "event-worker", to = "nats", port = 4222 }
    eligibility-worker-to-nats = { from = "eligibility-worker", to = "nats", port = 4222 }
    provision-to-nats          = { from = "provision", to = "nats", port = 4222 }

    nats-to-nats    = { from = "nats", to = "nats", port = 6222 }
    nats-to-storage = { from = "nats", to = "storage", port = 2049 }

    event-worker-to-database       = { from = "event-worker", to = "database", port = 5432 }
    eligibility-worker-to-database = { from = "eligibility-worker", to = "database", port = 5432 }
    database-roles-to-database     = { from = "database-roles", to = "database", port = 5432 }

    collector-to-gateway-bridge     = { from = "collector", to = "gateway-bridge", port = 8080 }
    collector-to-command-worker     = { from = "collector", to = "command-worker", port = 8080 }
    collector-to-event-worker       = { from = "collector", to = "event-worker", port = 8080 }
    collector-to-eligibility-worker = { from = "collector", to = "eligibility-worker", port = 8080 }

    nats-to-endpoints               = { from = "nats", to = "endpoints", port = 443 }
    gateway-bridge-to-endpoints     = { from = "gateway-bridge", to = "endpoints", port = 443 }
    command-worker-to-endpoints     = { from = "command-worker", to = "endpoints", port = 443 }
    event-worker-to-endpoints       = { from = "event-worker", to = "endpoints", port = 443 }
    eligibility-worker-to-endpoints = { from = "eligibility-worker", to = "endpoints", port = 443 }
    provision-to-endpoints          = { from = "provision", to = "endpoints", port = 443 }
    database-roles-to-endpoints     = { from = "database-roles", to = "endpoints", port = 443 }
    collector-to-endpoints          = { from = "collector", to = "endpoints", port = 443 }
  }

  # Who pulls an image, whose layers lie in S3.
  tasks = toset([
    "nats",
    "gateway-bridge",
    "command-worker",
    "event-worker",
    "eligibility-worker",
    "provision",
    "database-roles",
    "collector",
  ])

  # Who talks to Discord, or to a chain.
  internet = toset(["gateway-bridge", "command-worker", "eligibility-worker", "provision"])
}

resource "aws_security_group" "this" {
  #checkov:skip=CKV2_AWS_5:Each is attached by its name, in the module of what it is for, which Checkov does not follow.
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = var.vpc_id

  tags = merge(var.tags, { Name = "${var.name}-${each.key}" })
}

resource "aws_vpc_security_group_ingress_rule" "flow" {
  for_each = local.flows

  description                  = each.key
  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port

  tags = merge(var.tags, { Name = each.key })
}

resource "aws_vpc_security_group_egress_rule" "flow" {
  for_each = local.flows

  description                  = each.key
  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port

  tags = merge(var.tags, { Name = each.key })
}

resource "aws_vpc_security_group_ingress_rule" "nats_monitoring" {
  description       = "Monitoring of NATS, from within the VPC"
  security_group_id = aws_security_group.this["nats"].id
  cidr_ipv4         = var.vpc_cidr_block
  ip_protocol       = "tcp"
  from_port         = 8222
  to_port           = 8222

  tags = merge(var.tags, { Name = "nats-monitoring" })
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  for_each = local.tasks

  description       = "Image layers"
  security_group_id = aws_security_group.this[each.value].id
  prefix_list_id    = var.s3_prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = merge(var.tags, { Name = "${each.value}-to-s3" })
}

resource "aws_vpc_security_group_egress_rule" "internet" {
  for_each = local.internet

  description       = "Discord and chains, which have no addresses to name"
  security_group_id = aws_security_group.this[each.value].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = merge(var.tags, { Name = "${each.value}-to-internet" })
}
