# What must hold even when nothing is scraped, and what an operator must know at once. All other alerts, such as that for a
# certificate that expires, are those of infra/prometheus, evaluated by Amazon Managed Prometheus (modules/scraping).

locals {
  nodes = keys(var.nats_log_groups)
}

################################################################################
# Tasks
################################################################################

resource "aws_cloudwatch_metric_alarm" "task_count" {
  for_each = var.tasks

  alarm_name          = "${var.name}-${each.key}-tasks"
  alarm_description   = "Fewer than ${each.value} tasks of ${each.key} run. See docs/operations.md#jetcordservicedown"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  dimensions          = { ClusterName = var.cluster_name, ServiceName = each.key }
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "LessThanThreshold"
  threshold           = each.value
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}

################################################################################
# NATS: quorum
################################################################################

# Two of three must run. One alone takes nothing.
resource "aws_cloudwatch_metric_alarm" "quorum" {
  alarm_name          = "${var.name}-nats-quorum"
  alarm_description   = "Fewer than two NATS nodes run: nothing can be stored. See docs/operations.md#jetcordnatsdisconnected"
  comparison_operator = "LessThanThreshold"
  threshold           = 2
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  dynamic "metric_query" {
    for_each = local.nodes

    content {
      id          = replace(metric_query.value, "-", "_")
      return_data = false

      metric {
        namespace   = "ECS/ContainerInsights"
        metric_name = "RunningTaskCount"
        dimensions  = { ClusterName = var.cluster_name, ServiceName = metric_query.value }
        stat        = "Minimum"
        period      = 60
      }
    }
  }

  metric_query {
    id          = "running"
    expression  = join(" + ", [for node in local.nodes : "FILL(${replace(node, "-", "_")}, 0)"])
    label       = "NATS nodes that run"
    return_data = true
  }

  tags = var.tags
}

# Nodes that run and do not find each other say so.
resource "aws_cloudwatch_log_metric_filter" "no_quorum" {
  for_each = var.nats_log_groups

  name           = "${var.name}-${each.key}-no-quorum"
  log_group_name = each.value
  pattern        = "?\"NO quorum\" ?\"no metadata leader\""

  metric_transformation {
    namespace     = var.metrics_namespace
    name          = "nats_no_quorum"
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "no_quorum" {
  alarm_name          = "${var.name}-nats-no-quorum"
  alarm_description   = "NATS says that a stream, a consumer or the cluster has no quorum. See docs/operations.md#jetcordnatsdisconnected"
  namespace           = var.metrics_namespace
  metric_name         = "nats_no_quorum"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}

resource "aws_cloudwatch_metric_alarm" "disconnected" {
  for_each = var.clients

  alarm_name          = "${var.name}-${each.value}-disconnected"
  alarm_description   = "A task of ${each.value} has no connection to NATS. See docs/operations.md#jetcordnatsdisconnected"
  namespace           = var.metrics_namespace
  metric_name         = "jetcord_nats_connected"
  dimensions          = { ServiceName = each.value }
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  # Nothing scraped is as bad: then nobody knows, and nothing scales.
  treat_missing_data = "breaching"
  alarm_actions      = [var.topic_arn]
  ok_actions         = [var.topic_arn]

  tags = var.tags
}

################################################################################
# Consumers
################################################################################

resource "aws_cloudwatch_metric_alarm" "oldest_age" {
  for_each = var.consumers

  alarm_name          = "${var.name}-${each.key}-oldest-age"
  alarm_description   = "The oldest message that ${each.key} has not settled is older than ${each.value} s. See docs/operations.md#jetcordeventsdelayed"
  namespace           = var.metrics_namespace
  metric_name         = "jetcord_consumer_oldest_unprocessed_age_seconds"
  dimensions          = { consumer = each.key }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = var.consumers

  alarm_name          = "${var.name}-${each.key}-dead-letters"
  alarm_description   = "${each.key} gave messages up and kept them as dead letters. See docs/operations.md#jetcorddeadletters"
  namespace           = var.metrics_namespace
  metric_name         = "jetcord_consumer_dead_letters_total"
  dimensions          = { consumer = each.key }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}

################################################################################
# Storage
################################################################################

resource "aws_cloudwatch_metric_alarm" "nats_storage" {
  alarm_name          = "${var.name}-nats-storage"
  alarm_description   = "NATS has used 80 % of what its nodes may store. See docs/operations.md#jetcordstreamnearlyfull"
  namespace           = "AWS/EFS"
  metric_name         = "StorageBytes"
  dimensions          = { FileSystemId = var.file_system_id, StorageClass = "Total" }
  statistic           = "Maximum"
  period              = 900
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = floor(0.8 * var.nats_storage_bytes)
  treat_missing_data  = "missing"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}

resource "aws_cloudwatch_metric_alarm" "nats_storage_busy" {
  alarm_name          = "${var.name}-nats-storage-busy"
  alarm_description   = "The file system of NATS is near the operations it can do: publishing slows down"
  namespace           = "AWS/EFS"
  metric_name         = "PercentIOLimit"
  dimensions          = { FileSystemId = var.file_system_id }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}

resource "aws_cloudwatch_metric_alarm" "stream_fill" {
  for_each = toset(["DEADLETTERS", "ELIGIBILITY", "EVENTS"])

  alarm_name          = "${var.name}-${lower(each.value)}-full"
  alarm_description   = "The stream ${each.value} has used 80 % of its bytes. See docs/operations.md#jetcordstreamnearlyfull"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.8
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "stored"
    return_data = false

    metric {
      namespace   = var.metrics_namespace
      metric_name = "jetcord_stream_stored_bytes"
      dimensions  = { stream = each.value }
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id          = "limit"
    return_data = false

    metric {
      namespace   = var.metrics_namespace
      metric_name = "jetcord_stream_limit_bytes"
      dimensions  = { stream = each.value }
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id          = "fill"
    expression  = "IF(limit > 0, stored / limit, 0)"
    label       = "Share of the bytes that is used"
    return_data = true
  }

  tags = var.tags
}

resource "aws_cloudwatch_metric_alarm" "database_storage" {
  alarm_name          = "${var.name}-database-storage"
  alarm_description   = "The database's disk is nearly full, and has grown as far as it may"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = var.database_identifier }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "LessThanThreshold"
  threshold           = var.database_free_bytes
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  tags = var.tags
}
