module github.com/seed85f21a9e/errcode

go 1.26.0

require golang.org/x/text v0.43.0
