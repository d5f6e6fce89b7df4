variable "namespace" {
  description = "Domain of the names, such as production.jetcord.internal"
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]+$", var.namespace))
    error_message = "namespace must be a domain name of at least two parts, in lower case."
  }
}

variable "vpc_id" {
  description = "The VPC in which the names are known"
  type        = string
}

variable "names" {
  description = "The names, each of which its ECS service registers"
  type        = set(string)
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
