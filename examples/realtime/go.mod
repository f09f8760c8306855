module github.com/seed85f21a9e/errcode/examples/realtime

go 1.26.0

replace github.com/seed85f21a9e/errcode => ../..

require (
	github.com/coder/websocket v1.8.15
	github.com/seed85f21a9e/errcode v0.0.0-00010101000000-000000000000
	github.com/stretchr/testify v1.12.1
	google.golang.org/protobuf v1.36.12
)

require (
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.43.0 // indirect
)
