output "urls" {
  description = "Where an image is pushed to and pulled from, without its tag"
  value       = { for image, repository in aws_ecr_repository.this : image => repository.repository_url }
}

output "arns" {
  description = "The repositories by image"
  value       = { for image, repository in aws_ecr_repository.this : image => repository.arn }
}
