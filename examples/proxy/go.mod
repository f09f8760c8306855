module github.com/seed85f21a9e/errcode/examples/proxy

go 1.26.0

require (
	github.com/seed85f21a9e/errcode v0.0.0
	github.com/stretchr/testify v1.12.1
	golang.org/x/text v0.43.0
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect

replace github.com/seed85f21a9e/errcode => ../..
