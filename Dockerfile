# docker build --tag rowsclose .
# docker run --rm --network none --user "$(id -u):$(id -g)" --volume "$PWD:/src" rowsclose check ./...

FROM python:3.13-slim-bookworm AS build
COPY action/requirements.txt action/build-requirements.txt /rowsclose/
# The environment gets no pip, and nothing of what builds: the builder's own Python has that.
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --requirement /rowsclose/build-requirements.txt \
    && python -m venv --without-pip /opt/rowsclose \
    && pip --python /opt/rowsclose/bin/python install --no-cache-dir --require-hashes --only-binary :all: \
        --requirement /rowsclose/requirements.txt
COPY pyproject.toml README.md LICENSE /rowsclose/
COPY rowsclose /rowsclose/rowsclose
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheel /rowsclose \
    && pip --python /opt/rowsclose/bin/python install --no-cache-dir --no-deps --no-index /wheel/*.whl

FROM python:3.13-slim-bookworm
# git says which files are ignored. A mounted tree belongs to a user of the host, and git would refuse to list it; what
# git may do there is bounded by the container, and rowsclose has it list files and nothing else.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && pip uninstall --yes pip \
    && useradd --system --no-create-home --uid 10001 rowsclose
COPY --from=build /opt/rowsclose /opt/rowsclose
ENV PATH=/opt/rowsclose/bin:$PATH
USER 10001
WORKDIR /src
ENTRYPOINT ["rowsclose"]
CMD ["check"]
