package sqltocsv // import "github.com/joho/sqltocsv"

import (
	"database/sql"
	"io"
)

//rowsclose:closes-when-nil rows
func WriteFile(csvFileName string, rows *sql.Rows) error

//rowsclose:closes-when-nil rows
func WriteString(rows *sql.Rows) (string, error)

//rowsclose:closes-when-nil rows
func Write(writer io.Writer, rows *sql.Rows) error

//rowsclose:alias 0 rows
func New(rows *sql.Rows) *Converter

type Converter struct{}

func (c Converter) String() string

//rowsclose:closes-when-nil
func (c Converter) WriteString() (string, error)

//rowsclose:closes-when-nil
func (c Converter) WriteFile(csvFileName string) error

//rowsclose:closes-when-nil
func (c Converter) Write(writer io.Writer) error
func (c *Converter) SetRowPreProcessor(processor CsvPreProcessorFunc)

type CsvPreProcessorFunc func(row []string, columnNames []string) (outputRow bool, processedRow []string)
