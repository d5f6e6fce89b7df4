output "cluster_name" {
  description = "The ECS cluster"
  value       = aws_ecs_cluster.this.name
}

output "repository_urls" {
  description = "Where images are pushed, by image"
  value       = module.registry.urls
}

output "nats_servers" {
  description = "The nodes' names, for which make-keys makes certificates"
  value       = [for node in sort(local.nats_nodes) : "${node}.${var.namespace}"]
}

output "nat_public_ips" {
  description = "The addresses from which Discord and chains see the fleet"
  value       = module.network.nat_public_ips
}

output "prometheus_endpoint" {
  description = "The Amazon Managed Prometheus workspace, for Grafana"
  value       = module.scraping.prometheus_endpoint
}

output "database_address" {
  description = "Host name of PostgreSQL"
  value       = module.database.address
}

output "file_system_id" {
  description = "The file system of NATS, for backups and restores"
  value       = module.storage.file_system_id
}

output "services" {
  description = "The ECS services of Jetcord, in the order in which they are deployed"
  value       = sort(local.service_names)
}

output "jobs" {
  description = "The task definitions that run-job runs, of which the newest revision counts"
  value       = [module.provision.family, module.database_roles.family]
}

output "private_subnet_ids" {
  description = "The private subnets, in which jobs run"
  value       = local.private_subnets
}

output "tasks" {
  description = "How many tasks of each service run at least"
  value       = { for name, service in local.services : name => service.size.min }
}

output "nats_url" {
  description = "What the services are told of NATS"
  value       = module.nats.url
}
