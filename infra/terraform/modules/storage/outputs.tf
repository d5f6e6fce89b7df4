output "file_system_id" {
  description = "The file system"
  value       = aws_efs_file_system.this.id
}

output "access_point_ids" {
  description = "The directories by node"
  value       = { for node, point in aws_efs_access_point.node : node => point.id }
}

output "task_policies" {
  description = "What the task role of each node needs, as JSON"
  value       = { for node, document in data.aws_iam_policy_document.node : node => document.json }
}

output "mount_targets" {
  description = "Mount targets, for whoever must wait for them"
  value       = aws_efs_mount_target.this[*].id
}
