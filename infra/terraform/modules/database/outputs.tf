output "identifier" {
  description = "The instance"
  value       = aws_db_instance.this.identifier
}

output "address" {
  description = "Its host name"
  value       = aws_db_instance.this.address
}

output "port" {
  description = "Its port"
  value       = aws_db_instance.this.port
}

output "database" {
  description = "The database in it"
  value       = local.database
}

output "owner_secret_arn" {
  description = "The owner's user and password, which AWS makes and changes"
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "worker_secret_arns" {
  description = "The workers' users, passwords and URLs"
  value       = { for worker, secret in aws_secretsmanager_secret.worker : worker => secret.arn }
}
