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

output "database" {
  description = "PostgreSQL, and the secrets in which set-passwords puts the workers' users and passwords"
  value = {
    address    = module.database.address
    port       = module.database.port
    database   = module.database.database
    parameters = module.database.url_parameters
    users      = module.database.users
    secrets    = module.database.worker_secret_arns
  }
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
  description = "What run-job runs: the newest task definition, where, and where it logs"
  value = {
    provision = {
      family         = module.provision.family
      security_group = local.security_groups["provision"]
      log_group      = module.provision.log_group_name
    }
    database-roles = {
      family         = module.database_roles.family
      security_group = local.security_groups["database-roles"]
      log_group      = module.database_roles.log_group_name
    }
  }
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
