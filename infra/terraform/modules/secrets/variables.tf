variable "name" {
  description = "Name of the environment, which begins every secret's name"
  type        = string
}

variable "names" {
  description = "The secrets, with what each holds. Terraform makes them without a value: put-secrets fills them, so that none is in its state"
  type        = map(string)
}

variable "kms_key_arn" {
  description = "Key that encrypts them"
  type        = string
}

variable "recovery_window_in_days" {
  description = "How long a secret that was removed can still be restored"
  type        = number
  default     = 30
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
