variable "name" {
  description = "Prefix of every name"
  type        = string
}

variable "vpc_id" {
  description = "The VPC of the groups"
  type        = string
}

variable "vpc_cidr_block" {
  description = "Its range, from which NATS may be monitored"
  type        = string
}

variable "s3_prefix_list_id" {
  description = "The addresses of S3, where image layers lie"
  type        = string
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
