locals {
  database = "jetcord"
  port     = 5432

  # Each is a user of its own, who may make its schema and nothing else: database-roles.sql.
  workers = toset(["event-worker", "eligibility-worker"])
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids

  tags = var.tags
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.name}-"
  description = "PostgreSQL of ${var.name}"
  family      = "postgres${var.engine_version}"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Slow statements, without their parameters.
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name  = "log_parameter_max_length"
    value = "0"
  }

  tags = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

# RDS would make them without encryption and without end.
resource "aws_cloudwatch_log_group" "this" {
  #checkov:skip=CKV_AWS_338:Logs speak of users, so they are kept no longer than they are needed: 30 days.
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${var.name}/${each.value}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.key_arns["logs"]

  tags = var.tags
}

resource "aws_db_instance" "this" {
  #checkov:skip=CKV_AWS_133:The environment says for how long, at least 7 days; Checkov does not see the defaults of an optional().
  #checkov:skip=CKV_AWS_157:The environment says; yes by default.
  #checkov:skip=CKV_AWS_293:The environment says; yes by default.
  identifier = var.name

  engine                     = "postgres"
  engine_version             = var.engine_version
  instance_class             = var.instance_class
  auto_minor_version_upgrade = true
  parameter_group_name       = aws_db_parameter_group.this.name
  multi_az                   = var.multi_az

  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = var.key_arns["database"]
  allocated_storage     = var.allocated_storage.initial
  max_allocated_storage = var.allocated_storage.max

  # AWS makes the owner's password, keeps it in Secrets Manager and changes it every week. No service has it.
  db_name                             = local.database
  port                                = local.port
  username                            = "jetcord_owner"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = var.key_arns["secrets"]
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  publicly_accessible    = false

  backup_retention_period   = var.backup_retention_days
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-final"

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  performance_insights_enabled    = true
  performance_insights_kms_key_id = var.key_arns["database"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn

  tags = var.tags

  depends_on = [aws_cloudwatch_log_group.this]
}

################################################################################
# The workers' users. set-passwords lets AWS make their passwords and fills these secrets, so that none is in Terraform's state
################################################################################

resource "aws_secretsmanager_secret" "worker" {
  #checkov:skip=CKV2_AWS_57:A change needs new tasks, so it belongs to a deployment: set-passwords. The password of the owner is changed by AWS.
  for_each = local.workers

  name        = "${var.name}/database-${each.key}"
  description = "User, password and DATABASE_URL of ${each.key}"
  kms_key_id  = var.key_arns["secrets"]

  tags = var.tags
}

################################################################################
# Enhanced monitoring
################################################################################

data "aws_partition" "current" {}

data "aws_iam_policy_document" "monitoring_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "monitoring" {
  name               = "${var.name}-database-monitoring"
  assume_role_policy = data.aws_iam_policy_document.monitoring_assume.json

  tags = var.tags
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
