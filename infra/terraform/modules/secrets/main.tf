resource "aws_secretsmanager_secret" "this" {
  #checkov:skip=CKV2_AWS_57:Discord, NATS and chains have no interface to change these by; docs/deploy.md says how each is changed.
  for_each = var.names

  name                    = "${var.name}/${each.key}"
  description             = each.value
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.recovery_window_in_days

  tags = var.tags
}
