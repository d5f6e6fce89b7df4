output "jetcord" {
  description = "What an operator needs"
  value       = module.jetcord
}
