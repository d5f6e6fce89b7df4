# Every zone has its own way out, the database has a stand-by, and nothing is deleted by accident.

module "jetcord" {
  source = "../.."

  name               = "jetcord-production"
  image_tag          = var.image_tag
  availability_zones = ["${var.region}a", "${var.region}b", "${var.region}c"]
  wallet_domain      = var.wallet_domain
  alarm_emails       = var.alarm_emails

  gateway = { shards = var.shards }

  nats = {
    cpu        = 2048
    memory     = 4096
    one_by_one = var.nats_one_by_one
  }

  database = {
    instance_class = "db.m7g.large"
  }
}
