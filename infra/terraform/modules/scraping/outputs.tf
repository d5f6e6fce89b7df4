output "prometheus_endpoint" {
  description = "The workspace, for Grafana"
  value       = aws_prometheus_workspace.this.prometheus_endpoint
}
