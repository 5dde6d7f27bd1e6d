//go:build never

package main

// The packages whose stubs `stubcheck` compares in every test run, besides the standard library.
import (
	_ "github.com/Masterminds/squirrel"
	_ "github.com/go-gorp/gorp"
	_ "github.com/go-gorp/gorp/v3"
	_ "github.com/golang/glog"
	_ "github.com/jackc/pgconn"
	_ "github.com/jackc/pgx"
	_ "github.com/jackc/pgx/stdlib"
	_ "github.com/jackc/pgx/v4"
	_ "github.com/jackc/pgx/v4/pgxpool"
	_ "github.com/jackc/pgx/v4/stdlib"
	_ "github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/jmoiron/sqlx"
	_ "github.com/joho/sqltocsv"
	_ "github.com/kisielk/sqlstruct"
	_ "github.com/letsencrypt/borp"
	_ "github.com/pkg/errors"
	_ "github.com/rs/zerolog"
	_ "github.com/rs/zerolog/log"
	_ "github.com/russross/meddler"
	_ "github.com/sirupsen/logrus"
	_ "github.com/stretchr/testify/assert"
	_ "github.com/stretchr/testify/require"
	_ "github.com/stretchr/testify/suite"
	_ "go.uber.org/zap"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/sync/singleflight"
	_ "gopkg.in/gorp.v1"
	_ "gopkg.in/gorp.v2"
	_ "k8s.io/klog/v2"
)
