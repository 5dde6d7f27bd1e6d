package status // import "google.golang.org/grpc/status"

import "google.golang.org/grpc/codes"

// With codes.OK these give nil; nobody makes an error of that.

//rowsclose:never-nil
func Error(c codes.Code, msg string) error

//rowsclose:never-nil
func Errorf(c codes.Code, format string, a ...any) error
