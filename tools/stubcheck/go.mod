module rowsclose/tools/stubcheck

go 1.26.0

require (
	github.com/DATA-DOG/go-sqlmock v1.5.2
	github.com/Masterminds/squirrel v1.5.4
	github.com/davecgh/go-spew v1.1.1
	github.com/didi/gendry v1.9.0
	github.com/go-gorp/gorp v2.2.0+incompatible
	github.com/go-gorp/gorp/v3 v3.1.0
	github.com/go-kit/log v0.2.1
	github.com/go-logr/logr v1.4.4
	github.com/golang/glog v1.2.5
	github.com/hashicorp/go-multierror v1.1.1
	github.com/jackc/pgconn v1.14.3
	github.com/jackc/pgx v3.6.2+incompatible
	github.com/jackc/pgx/v4 v4.18.3
	github.com/jackc/pgx/v5 v5.12.0
	github.com/jmoiron/sqlx v1.4.0
	github.com/joho/sqltocsv v0.0.0-20210208114054-cb2c3a95fb99
	github.com/kisielk/sqlstruct v0.0.0-20201105191214-5f3e10d3ab46
	github.com/kr/pretty v0.3.1
	github.com/letsencrypt/borp v0.0.0-20240620175310-a78493c6e2bd
	github.com/pkg/errors v0.9.1
	github.com/rqlite/gorqlite v0.0.0-20261020015727-7224ce2bd419
	github.com/rs/zerolog v1.35.1
	github.com/russross/meddler v1.0.1
	github.com/sanity-io/litter v1.5.8
	github.com/sirupsen/logrus v1.10.2
	github.com/stephenafamo/scan v0.7.0
	github.com/stretchr/testify v1.12.1
	github.com/tsenart/nap v0.0.0-20190313104555-a650a3fbb7be
	go.uber.org/multierr v1.11.0
	go.uber.org/zap v1.28.0
	golang.org/x/sync v0.24.0
	golang.org/x/tools v0.52.0
	gopkg.in/gorp.v1 v1.7.2
	gopkg.in/gorp.v2 v2.2.0
	k8s.io/klog/v2 v2.140.0
)

require (
	github.com/go-logfmt/logfmt v0.5.1 // indirect
	github.com/hashicorp/errwrap v1.0.0 // indirect
	github.com/jackc/chunkreader/v2 v2.0.1 // indirect
	github.com/jackc/fake v0.0.0-20150926172116-812a484cc733 // indirect
	github.com/jackc/pgio v1.0.0 // indirect
	github.com/jackc/pgpassfile v1.0.0 // indirect
	github.com/jackc/pgproto3/v2 v2.3.3 // indirect
	github.com/jackc/pgservicefile v0.0.0-20240606120523-5a60cdf6a761 // indirect
	github.com/jackc/pgtype v1.14.0 // indirect
	github.com/jackc/puddle v1.3.0 // indirect
	github.com/jackc/puddle/v2 v2.2.3 // indirect
	github.com/kr/text v0.2.0 // indirect
	github.com/lann/builder v0.0.0-20180802200727-47ae307949d0 // indirect
	github.com/lann/ps v0.0.0-20150810152359-62de8c46ede0 // indirect
	github.com/mattn/go-colorable v0.1.14 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/rogpeppe/go-internal v1.9.0 // indirect
	github.com/ziutek/mymysql v1.5.4 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/crypto v0.20.0 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.41.0 // indirect
)
