output "ids" {
  description = "The groups by name"
  value       = { for name, group in aws_security_group.this : name => group.id }

  # A group without its rules lets nothing through.
  depends_on = [
    aws_vpc_security_group_ingress_rule.flow,
    aws_vpc_security_group_ingress_rule.nats_monitoring,
    aws_vpc_security_group_egress_rule.flow,
    aws_vpc_security_group_egress_rule.s3,
    aws_vpc_security_group_egress_rule.internet,
  ]
}
