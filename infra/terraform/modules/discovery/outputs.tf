output "registry_arns" {
  description = "Where an ECS service registers, by name"
  value       = { for name, service in aws_service_discovery_service.this : name => service.arn }
}

output "namespace" {
  description = "Domain of the names"
  value       = aws_service_discovery_private_dns_namespace.this.name
}
