package suite // import "github.com/stretchr/testify/suite"

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type Suite struct {
	*assert.Assertions
}

func (suite *Suite) T() *testing.T
func (suite *Suite) SetT(t *testing.T)
func (suite *Suite) SetS(s TestingSuite)
func (suite *Suite) Require() *require.Assertions
func (suite *Suite) Assert() *assert.Assertions

func (suite *Suite) Run(name string, subtest func()) bool

type TestingSuite interface {
	T() *testing.T
	SetT(*testing.T)
	SetS(suite TestingSuite)
}

type SetupAllSuite interface {
	SetupSuite()
}

type TearDownAllSuite interface {
	TearDownSuite()
}

type SetupTestSuite interface {
	SetupTest()
}

type TearDownTestSuite interface {
	TearDownTest()
}

func Run(t *testing.T, suite TestingSuite)
