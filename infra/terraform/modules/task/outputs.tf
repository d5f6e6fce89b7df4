output "task_definition_arn" {
  description = "The task definition, with its revision"
  value       = aws_ecs_task_definition.this.arn

  # A task that starts before its roles may do what they must fails, and counts against its deployment.
  depends_on = [aws_iam_role_policy.execution, aws_iam_role_policy.task]
}

output "family" {
  description = "The task definition, of which the newest revision counts"
  value       = aws_ecs_task_definition.this.family
}

output "log_group_name" {
  description = "Where it logs"
  value       = aws_cloudwatch_log_group.this.name
}
