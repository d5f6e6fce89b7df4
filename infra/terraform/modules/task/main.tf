# What every task has: a log group, two roles that may do exactly what it needs, and containers that are locked down.

data "aws_region" "current" {}

locals {
  # A key within a secret follows the secret's ARN, which has seven parts.
  secret_arns = distinct([
    for reference in flatten([for container in var.containers : values(container.secrets)]) :
    join(":", slice(split(":", reference), 0, 7))
  ])

  containers = [
    for container in var.containers : {
      for key, value in {
        name                   = container.name
        image                  = container.image
        essential              = container.essential
        user                   = container.user
        command                = container.command
        entryPoint             = container.entry_point
        readonlyRootFilesystem = true
        privileged             = false
        stopTimeout            = container.stop_timeout

        linuxParameters = { capabilities = { drop = ["ALL"] } }

        environment  = [for name in sort(keys(container.environment)) : { name = name, value = container.environment[name] }]
        secrets      = [for name in sort(keys(container.secrets)) : { name = name, valueFrom = container.secrets[name] }]
        portMappings = [for port in container.ports : { containerPort = port, hostPort = port, protocol = "tcp" }]
        mountPoints  = [for mount in container.mounts : { sourceVolume = mount.volume, containerPath = mount.path, readOnly = mount.read_only }]
        dependsOn    = [for name in sort(keys(container.depends_on)) : { containerName = name, condition = container.depends_on[name] }]

        healthCheck = container.health_check == null ? null : {
          command     = container.health_check.command
          interval    = container.health_check.interval
          timeout     = container.health_check.timeout
          retries     = container.health_check.retries
          startPeriod = container.health_check.start_period
        }

        logConfiguration = {
          logDriver = "awslogs"
          options = {
            awslogs-group         = aws_cloudwatch_log_group.this.name
            awslogs-region        = data.aws_region.current.region
            awslogs-stream-prefix = container.name
            # A slow log must not stop a service.
            mode            = "non-blocking"
            max-buffer-size = "4m"
          }
        }
      } : key => value if value != null
    }
  ]
}

resource "aws_ecs_task_definition" "this" {
  family                   = "${var.name}-${var.task}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = jsonencode(local.containers)

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }

  dynamic "volume" {
    for_each = var.scratch_volumes

    content {
      name = volume.value
    }
  }

  dynamic "volume" {
    for_each = var.storage == null ? [] : [var.storage]

    content {
      name = volume.value.volume

      efs_volume_configuration {
        file_system_id     = volume.value.file_system_id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = volume.value.access_point_id
          iam             = "ENABLED"
        }
      }
    }
  }

  tags = var.tags
}

################################################################################
# Logs
################################################################################

resource "aws_cloudwatch_log_group" "this" {
  #checkov:skip=CKV_AWS_338:Logs speak of users, so they are kept no longer than they are needed: 30 days.
  name              = "/${var.name}/${var.task}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.key_arns["logs"]

  tags = var.tags
}

################################################################################
# Roles
################################################################################

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# What ECS does to start the task.
data "aws_iam_policy_document" "execution" {
  # This action knows no resource.
  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = var.repository_arns
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  dynamic "statement" {
    for_each = length(local.secret_arns) > 0 ? [local.secret_arns] : []

    content {
      sid       = "ReadSecrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(local.secret_arns) > 0 ? [var.key_arns["secrets"]] : []

    content {
      sid       = "DecryptSecrets"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["secretsmanager.${data.aws_region.current.region}.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-${var.task}-execution"
  assume_role_policy = data.aws_iam_policy_document.assume.json

  tags = var.tags
}

resource "aws_iam_role_policy" "execution" {
  name   = "start-task"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

# What the containers themselves may do.
resource "aws_iam_role" "task" {
  name               = "${var.name}-${var.task}-task"
  assume_role_policy = data.aws_iam_policy_document.assume.json

  tags = var.tags
}

resource "aws_iam_role_policy" "task" {
  for_each = var.task_policies

  name   = each.key
  role   = aws_iam_role.task.id
  policy = each.value
}
