variable "name" {
  description = "Prefix of every name"
  type        = string
}

variable "deletion_window_in_days" {
  description = "How long a key that was scheduled for deletion can still be saved"
  type        = number
  default     = 30

  validation {
    condition     = var.deletion_window_in_days >= 7 && var.deletion_window_in_days <= 30
    error_message = "deletion_window_in_days must be from 7 to 30."
  }
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
