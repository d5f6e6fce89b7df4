resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = var.namespace
  description = "Services of Jetcord"
  vpc         = var.vpc_id

  tags = var.tags
}

# No health check: NATS nodes must find each other before they are healthy. ECS registers a task while it runs.
resource "aws_service_discovery_service" "this" {
  for_each = var.names

  name = each.value

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.this.id
    routing_policy = "MULTIVALUE"

    dns_records {
      type = "A"
      ttl  = 5
    }
  }

  tags = var.tags
}
