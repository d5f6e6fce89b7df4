output "task_definition_arn" {
  description = "The task definition, with its revision"
  value       = aws_ecs_task_definition.this.arn
}

output "family" {
  description = "The task definition, of which the newest revision counts"
  value       = aws_ecs_task_definition.this.family
}

output "log_group_name" {
  description = "Where it logs"
  value       = aws_cloudwatch_log_group.this.name
}
