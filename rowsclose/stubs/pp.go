package pp // import "github.com/k0kubun/pp/v3", "github.com/k0kubun/pp"

import (
	"io"
)

type PrettyPrinter struct{}

func (pp *PrettyPrinter) Print(a ...interface{}) (n int, err error)
func (pp *PrettyPrinter) Printf(format string, a ...interface{}) (n int, err error)
func (pp *PrettyPrinter) Println(a ...interface{}) (n int, err error)
func (pp *PrettyPrinter) Sprint(a ...interface{}) string
func (pp *PrettyPrinter) Sprintf(format string, a ...interface{}) string
func (pp *PrettyPrinter) Sprintln(a ...interface{}) string
func (pp *PrettyPrinter) Fprint(w io.Writer, a ...interface{}) (n int, err error)
func (pp *PrettyPrinter) Fprintf(w io.Writer, format string, a ...interface{}) (n int, err error)
func (pp *PrettyPrinter) Fprintln(w io.Writer, a ...interface{}) (n int, err error)

//rowsclose:never-nil
func (pp *PrettyPrinter) Errorf(format string, a ...interface{}) error

//rowsclose:no-return process
func (pp *PrettyPrinter) Fatal(a ...interface{})

//rowsclose:no-return process
func (pp *PrettyPrinter) Fatalf(format string, a ...interface{})

//rowsclose:no-return process
func (pp *PrettyPrinter) Fatalln(a ...interface{})

func New() *PrettyPrinter
func Print(a ...interface{}) (n int, err error)
func Printf(format string, a ...interface{}) (n int, err error)
func Println(a ...interface{}) (n int, err error)
func Sprint(a ...interface{}) string
func Sprintf(format string, a ...interface{}) string
func Sprintln(a ...interface{}) string
func Fprint(w io.Writer, a ...interface{}) (n int, err error)
func Fprintf(w io.Writer, format string, a ...interface{}) (n int, err error)
func Fprintln(w io.Writer, a ...interface{}) (n int, err error)

//rowsclose:never-nil
func Errorf(format string, a ...interface{}) error

//rowsclose:no-return process
func Fatal(a ...interface{})

//rowsclose:no-return process
func Fatalf(format string, a ...interface{})

//rowsclose:no-return process
func Fatalln(a ...interface{})
