module "topic" {
  source = "./modules/topic"

  name        = "${var.name}-alarms"
  kms_key_arn = module.encryption.key_arns["alarms"]
  emails      = var.alarm_emails
  tags        = local.tags
}

module "scraping" {
  source = "./modules/scraping"

  name               = var.name
  cluster            = local.cluster
  services           = keys(local.services)
  port               = local.operations_port
  metrics_namespace  = local.metrics_namespace
  image              = local.images["collector"]
  subnet_ids         = local.private_subnets
  security_group_id  = local.security_groups["collector"]
  topic_arn          = module.topic.arn
  repository_arn     = local.repository_arns["collector"]
  key_arns           = module.encryption.key_arns
  log_retention_days = var.log_retention_days
  tags               = local.tags
}

module "alarms" {
  source = "./modules/alarms"

  name                = var.name
  topic_arn           = module.topic.arn
  cluster_name        = local.cluster.name
  tasks               = merge({ for node in local.nats_nodes : node => 1 }, { collector = 1 }, { for name, service in local.services : name => service.size.min })
  nats_log_groups     = module.nats.log_group_names
  consumers           = { for consumer, scaling in var.scaling : consumer => scaling.alarm_age }
  clients             = local.service_names
  metrics_namespace   = local.metrics_namespace
  file_system_id      = module.storage.file_system_id
  nats_storage_bytes  = length(local.nats_nodes) * var.nats.storage_bytes
  database_identifier = module.database.identifier
  database_free_bytes = 5 * 1024 * 1024 * 1024
  tags                = local.tags
}
