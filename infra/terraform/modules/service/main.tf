# A service that any number of equal tasks make up.

resource "aws_ecs_service" "this" {
  name            = var.service
  cluster         = var.cluster.arn
  task_definition = var.task_definition_arn
  launch_type     = "FARGATE"
  desired_count   = var.tasks.min
  propagate_tags  = "SERVICE"

  enable_execute_command = false

  # New tasks first: there is never less than what was asked for.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.security_group_id]
    assign_public_ip = false
  }

  dynamic "service_registries" {
    for_each = var.registry_arn == null ? [] : [var.registry_arn]

    content {
      registry_arn = service_registries.value
    }
  }

  tags = var.tags

  lifecycle {
    # Autoscaling's own, between min and max.
    ignore_changes = [desired_count]
  }
}

################################################################################
# Autoscaling by what waits, not by CPU
################################################################################

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster.name}/${aws_ecs_service.this.name}"
  min_capacity       = var.tasks.min
  max_capacity       = var.tasks.max

  tags = var.tags
}

# As many tasks as hold what waits down to so much a task.
resource "aws_appautoscaling_policy" "pending" {
  for_each = var.consumers

  name               = "${var.name}-${each.key}-pending"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.pending_per_task
    scale_out_cooldown = 60
    scale_in_cooldown  = 600

    customized_metric_specification {
      metrics {
        id          = "pending"
        return_data = false

        metric_stat {
          stat = "Maximum"

          metric {
            namespace   = var.metrics_namespace
            metric_name = "jetcord_consumer_pending"

            dimensions {
              name  = "consumer"
              value = each.key
            }
          }
        }
      }

      metrics {
        id          = "tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = var.cluster.name
            }

            dimensions {
              name  = "ServiceName"
              value = aws_ecs_service.this.name
            }
          }
        }
      }

      metrics {
        id          = "per_task"
        expression  = "pending / IF(tasks > 0, tasks, 1)"
        label       = "Messages of ${each.key} that wait, by task"
        return_data = true
      }
    }
  }
}

# An age says that tasks lack, not how many: so half as many again, each minute, until it is young.
resource "aws_appautoscaling_policy" "oldest_age" {
  for_each = var.consumers

  name               = "${var.name}-${each.key}-oldest-age"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  step_scaling_policy_configuration {
    adjustment_type          = "PercentChangeInCapacity"
    min_adjustment_magnitude = 1
    metric_aggregation_type  = "Maximum"
    cooldown                 = 60

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 50
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "oldest_age" {
  for_each = var.consumers

  alarm_name          = "${var.name}-${each.key}-scale-by-age"
  alarm_description   = "The oldest message of ${each.key} that is not settled is older than ${each.value.oldest_age} s: tasks are added"
  namespace           = var.metrics_namespace
  metric_name         = "jetcord_consumer_oldest_unprocessed_age_seconds"
  dimensions          = { consumer = each.key }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.oldest_age
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.oldest_age[each.key].arn]

  tags = var.tags
}
