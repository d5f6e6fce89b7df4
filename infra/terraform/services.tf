resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  tags = local.tags
}

module "service_task" {
  source   = "./modules/task"
  for_each = local.services

  name               = var.name
  task               = each.key
  cpu                = each.value.size.cpu
  memory             = each.value.size.memory
  repository_arns    = [local.repository_arns[each.key]]
  key_arns           = module.encryption.key_arns
  log_retention_days = var.log_retention_days
  tags               = local.tags

  containers = [{
    name         = each.key
    image        = local.images[each.key]
    user         = tostring(local.user_id)
    ports        = [local.operations_port]
    environment  = merge(local.common, { OPERATIONS_PORT = tostring(local.operations_port) }, each.value.environment)
    stop_timeout = var.stop_timeout + 15

    secrets = merge(
      {
        NATS_NKEY = local.secret_arns["nkey-${each.key}"]
        NATS_CA   = local.secret_arns["nats-authority"]
      },
      each.value.secrets,
    )

    # ECS replaces what fails this check. So it asks whether the service moves (/livez), not whether all that it needs is there
    # (/readyz): an outage of NATS or of the database is not mended by restarting everything.
    health_check = {
      command = [
        "CMD", "/opt/jre/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx16m",
        "-cp", "/opt/jetcord/health", "dev.jetcord.common.operations.HealthCheck",
        "http://127.0.0.1:${local.operations_port}/livez",
      ]
      interval = 30
    }
  }]
}

module "service" {
  source   = "./modules/service"
  for_each = local.services

  name                = var.name
  service             = each.key
  cluster             = local.cluster
  task_definition_arn = module.service_task[each.key].task_definition_arn
  subnet_ids          = local.private_subnets
  security_group_id   = local.security_groups[each.key]
  registry_arn        = module.discovery.registry_arns[each.key]
  tasks               = { min = each.value.size.min, max = each.value.size.max }
  consumers           = { for consumer in each.value.consumers : consumer => var.scaling[consumer] }
  metrics_namespace   = local.metrics_namespace
  tags                = local.tags
}

# Run by run-job before each deployment.
module "provision" {
  source = "./modules/task"

  name               = var.name
  task               = "provision"
  cpu                = 512
  memory             = 1024
  repository_arns    = [local.repository_arns["provision"]]
  key_arns           = module.encryption.key_arns
  log_retention_days = var.log_retention_days
  tags               = local.tags

  containers = [{
    name  = "provision"
    image = local.images["provision"]
    user  = tostring(local.user_id)
    environment = {
      NATS_URL        = module.nats.url
      NATS_WAIT       = "5m"
      LOG_FORMAT      = "json"
      STREAM_REPLICAS = "3"
    }
    secrets = {
      DISCORD_TOKEN = local.secret_arns["discord-token"]
      NATS_NKEY     = local.secret_arns["nkey-provision"]
      NATS_CA       = local.secret_arns["nats-authority"]
    }
  }]
}
