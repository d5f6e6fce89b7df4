variable "name" {
  description = "Prefix of every name"
  type        = string
}

variable "nodes" {
  description = "The NATS nodes, each of which gets a directory of its own"
  type        = set(string)
}

variable "subnet_ids" {
  description = "The private subnets, one a zone"
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group of the mount targets"
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts the files"
  type        = string
}

variable "user_id" {
  description = "User and group of the NATS image, to whom the directories belong"
  type        = number
  default     = 1000
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
