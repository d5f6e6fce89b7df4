data "aws_region" "current" {}

################################################################################
# Amazon Managed Prometheus, with the alerts that every fleet has
################################################################################

resource "aws_cloudwatch_log_group" "prometheus" {
  #checkov:skip=CKV_AWS_338:Logs speak of users, so they are kept no longer than they are needed: 30 days.
  name              = "/${var.name}/prometheus"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.key_arns["logs"]

  tags = var.tags
}

resource "aws_prometheus_workspace" "this" {
  alias = var.name

  logging_configuration {
    log_group_arn = "${aws_cloudwatch_log_group.prometheus.arn}:*"
  }

  tags = var.tags
}

resource "aws_prometheus_rule_group_namespace" "this" {
  for_each = toset(["recording", "alerts"])

  name         = each.value
  workspace_id = aws_prometheus_workspace.this.id
  data         = file("${path.module}/../../../prometheus/${each.value}.yml")
}

resource "aws_prometheus_alert_manager_definition" "this" {
  workspace_id = aws_prometheus_workspace.this.id
  definition = yamlencode({
    alertmanager_config = yamlencode({
      route = {
        receiver = "topic"
        group_by = ["alertname"]
      }
      receivers = [{
        name = "topic"
        sns_configs = [{
          topic_arn = var.topic_arn
          subject   = "${var.name}: {{ .CommonLabels.alertname }}"
          sigv4     = { region = data.aws_region.current.region }
        }]
      }]
    })
  })
}

################################################################################
# Collector
################################################################################

# Metrics travel to CloudWatch as lines of this log.
resource "aws_cloudwatch_log_group" "metrics" {
  #checkov:skip=CKV_AWS_338:Logs speak of users, so they are kept no longer than they are needed: 30 days.
  name              = "/${var.name}/metrics"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.key_arns["logs"]

  tags = var.tags
}

data "aws_iam_policy_document" "collector" {
  statement {
    sid       = "WriteToPrometheus"
    actions   = ["aps:RemoteWrite"]
    resources = [aws_prometheus_workspace.this.arn]
  }

  statement {
    sid       = "WriteMetrics"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.metrics.arn}:*"]
  }

  statement {
    sid       = "FindTasks"
    actions   = ["ecs:DescribeServices", "ecs:DescribeTasks", "ecs:ListServices", "ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [var.cluster.arn]
    }
  }

  # This action knows no resource and no condition.
  statement {
    sid       = "ReadTaskDefinitions"
    actions   = ["ecs:DescribeTaskDefinition"]
    resources = ["*"]
  }
}

module "task" {
  source = "../task"

  name               = var.name
  task               = "collector"
  cpu                = 512
  memory             = 1024
  repository_arns    = [var.repository_arn]
  key_arns           = var.key_arns
  log_retention_days = var.log_retention_days
  scratch_volumes    = ["targets"]
  task_policies      = { collect = data.aws_iam_policy_document.collector.json }

  containers = [{
    name  = "collector"
    image = var.image
    # A task's own volume belongs to root.
    user = "0"
    environment = {
      AOT_CONFIG_CONTENT = templatefile("${path.module}/collector.yaml", {
        region     = data.aws_region.current.region
        cluster    = var.cluster.name
        services   = var.services
        port       = var.port
        namespace  = var.metrics_namespace
        prometheus = aws_prometheus_workspace.this.prometheus_endpoint
        log_group  = aws_cloudwatch_log_group.metrics.name
      })
    }
    mounts       = [{ volume = "targets", path = "/targets" }]
    health_check = { command = ["CMD", "/healthcheck"] }
  }]

  tags = var.tags
}

# One is enough, and two would count everything twice.
resource "aws_ecs_service" "this" {
  name            = "collector"
  cluster         = var.cluster.arn
  task_definition = module.task.task_definition_arn
  launch_type     = "FARGATE"
  desired_count   = 1
  propagate_tags  = "SERVICE"

  enable_execute_command = false

  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100
  availability_zone_rebalancing      = "DISABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.security_group_id]
    assign_public_ip = false
  }

  tags = var.tags
}
