package pretty // import "github.com/kr/pretty"

import (
	"fmt"
	"io"
)

func Diff(a, b interface{}) (desc []string)
func Fdiff(w io.Writer, a, b interface{})
func Pdiff(p Printfer, a, b interface{})
func Ldiff(l Logfer, a, b interface{})
func Formatter(x interface{}) (f fmt.Formatter)

//rowsclose:never-nil
func Errorf(format string, a ...interface{}) error

func Fprintf(w io.Writer, format string, a ...interface{}) (n int, error error)
func Log(a ...interface{})
func Logf(format string, a ...interface{})
func Logln(a ...interface{})
func Print(a ...interface{}) (n int, errno error)
func Printf(format string, a ...interface{}) (n int, errno error)
func Println(a ...interface{}) (n int, errno error)
func Sprint(a ...interface{}) string
func Sprintf(format string, a ...interface{}) string
