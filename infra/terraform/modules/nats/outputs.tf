output "url" {
  description = "What the services are told as NATS_URL"
  value       = join(",", [for node in ["nats-1", "nats-2", "nats-3"] : "tls://${node}.${var.namespace}:4222"])
}

output "log_group_names" {
  description = "Where the nodes log"
  value = {
    nats-1 = module.node_1.log_group_name
    nats-2 = module.node_2.log_group_name
    nats-3 = module.node_3.log_group_name
  }
}

output "ready" {
  description = "For whoever must wait until there is a cluster"
  value       = [module.node_3.service_id]
}
