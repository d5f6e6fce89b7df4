# One NATS server: a service of one task, with a name, a zone and a directory of its own.

module "task" {
  source = "../../task"

  name               = var.name
  task               = var.node
  cpu                = var.cpu
  memory             = var.memory
  repository_arns    = [var.repository_arn]
  key_arns           = var.key_arns
  log_retention_days = var.log_retention_days
  scratch_volumes    = ["keys"]

  storage = {
    volume          = "data"
    file_system_id  = var.file_system_id
    access_point_id = var.access_point_id
  }

  task_policies = { mount-own-directory = var.storage_policy }

  containers = [
    {
      name  = "keys"
      image = var.image
      # A task's own volume belongs to root.
      user        = "0"
      essential   = false
      entry_point = ["/bin/sh", "-c", file("${path.module}/keys.sh")]
      command     = []
      secrets = {
        AUTHORITY       = var.secrets.authority
        CERTIFICATE     = var.secrets.certificate
        CERTIFICATE_KEY = var.secrets.certificate_key
        NKEYS           = var.secrets.nkeys
        JETSTREAM       = var.secrets.jetstream
      }
      mounts = [{ volume = "keys", path = "/keys" }]
    },
    {
      name        = "nats"
      image       = var.image
      user        = tostring(var.user_id)
      entry_point = ["/bin/sh", "-c", file("${path.module}/start.sh")]
      command     = []
      environment = {
        NATS_SERVER_NAME = var.node
        NATS_STORE_DIR   = "/data"
        NATS_MONITORING  = "0.0.0.0:8222"
        NATS_CA_FILE     = "/etc/nats/keys/ca.pem"
        NATS_CERT_FILE   = "/etc/nats/keys/server.pem"
        NATS_KEY_FILE    = "/etc/nats/keys/server-key.pem"
        NATS_ROUTES      = jsonencode([for other in var.others : "nats://${other}.${var.namespace}:6222"])
      }
      ports = [4222, 6222, 8222]
      mounts = [
        { volume = "keys", path = "/etc/nats/keys", read_only = true },
        { volume = "data", path = "/data" },
      ]
      depends_on = { keys = "SUCCESS" }
      # Lame duck takes 35 s; what is left is for the last writes.
      stop_timeout = 120
      health_check = {
        command      = ["CMD-SHELL", file("${path.module}/health.sh")]
        interval     = 15
        timeout      = 15
        retries      = 10
        start_period = 300
      }
    },
  ]

  tags = var.tags
}

resource "aws_ecs_service" "this" {
  name            = var.node
  cluster         = var.cluster_arn
  task_definition = module.task.task_definition_arn
  launch_type     = "FARGATE"
  desired_count   = 1
  propagate_tags  = "SERVICE"

  enable_execute_command = false

  # The old one first: two servers must never have one directory.
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100
  availability_zone_rebalancing      = "DISABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [var.subnet_id]
    security_groups  = [var.security_group_id]
    assign_public_ip = false
  }

  service_registries {
    registry_arn = var.registry_arn
  }

  # The next node is touched only when this one is well.
  wait_for_steady_state = var.one_by_one

  timeouts {
    create = "30m"
    update = "30m"
  }

  tags = var.tags

  depends_on = [var.after]
}
