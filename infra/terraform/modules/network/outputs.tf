output "vpc_id" {
  description = "The VPC"
  value       = aws_vpc.this.id
}

output "vpc_cidr_block" {
  description = "Its range"
  value       = aws_vpc.this.cidr_block
}

output "private_subnet_ids" {
  description = "The private subnets, in the order of availability_zones"
  value       = [for zone in var.availability_zones : aws_subnet.private[zone].id]

  # What is put there at once needs its ways out, to AWS and to Discord.
  depends_on = [
    aws_route.nat,
    aws_route_table_association.private,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
  ]
}

output "s3_prefix_list_id" {
  description = "The addresses of S3 in this region"
  value       = aws_vpc_endpoint.s3.prefix_list_id
}

output "nat_public_ips" {
  description = "The addresses from which Discord and chains see the fleet"
  value       = [for address in aws_eip.nat : address.public_ip]
}
