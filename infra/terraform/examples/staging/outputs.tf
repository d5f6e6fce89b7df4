output "jetcord" {
  description = "What an operator needs; put-secrets and run-job read it"
  value       = module.jetcord
}
