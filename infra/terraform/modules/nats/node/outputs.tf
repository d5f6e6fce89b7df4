output "service_id" {
  description = "The ECS service, once it is well"
  value       = aws_ecs_service.this.id
}

output "log_group_name" {
  description = "Where the node logs"
  value       = module.task.log_group_name
}
