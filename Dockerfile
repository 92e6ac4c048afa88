# One image for the web, the worker and the beat.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ENV PYTHONDONTWRITEBYTECODE=
COPY requirements/run.txt requirements/node.txt requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements/run.txt \
    && pip install --no-cache-dir --require-hashes --requirement requirements/node.txt
COPY . .
RUN python frontend/build.py \
    && /venv/bin/python manage.py collectstatic --no-input \
    && rm -rf frontend/node_modules \
    && /venv/bin/python -m compileall -q accounts brokerage config core institutions outcomes partnerships

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home causeway \
    && install --directory --owner causeway /state
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
