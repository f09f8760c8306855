module github.com/seed85f21a9e/errcode/errcodeconnect

go 1.26.0

replace github.com/seed85f21a9e/errcode => ../

require (
	connectrpc.com/connect v1.21.1
	github.com/seed85f21a9e/errcode v0.0.0-00010101000000-000000000000
	github.com/stretchr/testify v1.12.1
	golang.org/x/text v0.43.0
	google.golang.org/genproto/googleapis/rpc v0.0.0-20260817212433-ac3dfec99bb1
	google.golang.org/protobuf v1.36.11
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect
