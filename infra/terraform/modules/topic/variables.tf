variable "name" {
  description = "Name of the topic"
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts what waits in it"
  type        = string
}

variable "emails" {
  description = "Who is told; each must confirm by the mail that AWS sends"
  type        = set(string)
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
