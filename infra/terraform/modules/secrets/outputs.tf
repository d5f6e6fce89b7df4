output "arns" {
  description = "The secrets by name"
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}
