output "ids" {
  description = "The groups by name"
  value       = { for name, group in aws_security_group.this : name => group.id }
}
