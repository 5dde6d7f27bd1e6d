CREATE TABLE orders (
    id bigint PRIMARY KEY,
    total bigint,
    due_at timestamptz NOT NULL,
    paid_at timestamptz
);

-- Every second order is paid. One that is not has no total, which an int64 cannot take.
INSERT INTO orders
SELECT id, CASE WHEN id <> 21 THEN 100 * id END, '2020-01-01'::timestamptz + id * interval '1 hour',
       CASE WHEN id % 2 = 0 THEN '2020-01-01'::timestamptz END
FROM generate_series(1, 1000) AS id;

-- 30 MB, so that the buffers between server and client cannot hold it.
CREATE TABLE events (id bigint PRIMARY KEY, note text NOT NULL);
INSERT INTO events SELECT id, repeat('x', 1000) FROM generate_series(1, 30000) AS id;

ANALYZE;
