output "name" {
  description = "The ECS service's name"
  value       = aws_ecs_service.this.name
}
