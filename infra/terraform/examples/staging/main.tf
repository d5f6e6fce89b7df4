# The same parts, as small as they go: what works here works in production. NATS still has three nodes, as its quorum is
# part of what is tried.

module "jetcord" {
  source = "../.."

  name               = "jetcord-staging"
  image_tag          = var.image_tag
  cidr_block         = "10.30.0.0/16"
  availability_zones = ["${var.region}a", "${var.region}b", "${var.region}c"]
  single_nat_gateway = true
  wallet_domain      = var.wallet_domain
  alarm_emails       = var.alarm_emails

  gateway = {
    shards = var.shards
    cpu    = 512
    memory = 1024
  }

  nats = {
    cpu        = 512
    memory     = 1024
    one_by_one = var.nats_one_by_one
  }

  sizes = {
    command-worker     = { cpu = 256, memory = 1024, min = 1, max = 2 }
    event-worker       = { cpu = 256, memory = 1024, min = 1, max = 2 }
    eligibility-worker = { cpu = 256, memory = 1024, min = 1, max = 2 }
  }

  database = {
    instance_class        = "db.t4g.small"
    allocated_storage     = { initial = 20, max = 50 }
    multi_az              = false
    backup_retention_days = 7
    deletion_protection   = false
  }
}
