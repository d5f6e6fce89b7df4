variable "name" {
  description = "Name of the environment, which begins every repository's name"
  type        = string
}

variable "images" {
  description = "The images, each of which gets a repository"
  type        = set(string)
}

variable "kms_key_arn" {
  description = "Key that encrypts them"
  type        = string
}

variable "images_kept" {
  description = "How many images of each are kept"
  type        = number
  default     = 30
}

variable "tags" {
  description = "Tags of every resource"
  type        = map(string)
  default     = {}
}
